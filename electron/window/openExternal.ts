import { shell } from 'electron';
import type { Log } from '../../core/log.ts';

/** Windows takes no longer ones, and no honest link comes near. */
const longest = 2048;

/**
 * Why an address from the page must not be given to the system, or null. Alerts come from tables that others write, and
 * the system starts a program for every scheme that some program has ever registered.
 */
export function externalUrlProblem(address: string, allowedHttpHosts: readonly string[]): string | null {
  if (address.length > longest) return 'it is too long';
  if (hasControlCharacters(address)) return 'it contains characters that no web address has';
  const url = URL.parse(address);
  if (url === null) return 'it is not a web address';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'it does not begin with https://';
  if (url.username !== '' || url.password !== '') return 'it carries a user name or a password';
  if (url.protocol === 'http:' && !allowedHttpHosts.includes(url.host)) {
    return 'it begins with http://, which others on the way can read and change';
  }
  return null;
}

/** A person opens a few links in a row; a page gone bad opens tabs until the machine gives up. */
const most = 5;
const withinMs = 10_000;

export interface LinkOpenerOptions {
  /** The person's own dashboard, which may be reached over plain HTTP; empty where there is none. */
  dashboardUrl: () => string;
  /** Shows a sentence on the page. */
  tell: (sentence: string) => void;
  now: () => number;
  log: Log;
}

/** Opens links in the system's browser; what may not be opened is said to the person and to the log. */
export function createLinkOpener(options: LinkOpenerOptions): (address: string) => Promise<void> {
  const { dashboardUrl, tell, now, log } = options;
  let opened: number[] = [];

  function problemWith(address: string): string | null {
    const dashboard = URL.parse(dashboardUrl());
    opened = opened.filter((at) => Math.abs(now() - at) < withinMs);
    return (
      externalUrlProblem(address, dashboard ? [dashboard.host] : []) ??
      (opened.length < most ? null : `${most} others were opened within ${withinMs / 1000} seconds`)
    );
  }

  return async (address) => {
    const problem = problemWith(address);
    if (problem !== null) {
      // Without the address: it may carry anything, a secret too.
      log.warn('A link was not opened', { problem });
      tell(`The link was not opened: ${problem}. If you trust it, copy it into your browser.`);
      return;
    }
    opened.push(now());
    try {
      await shell.openExternal(new URL(address).href);
    } catch (error) {
      log.warn('The system did not open a link', { error });
      tell('The link was not opened: the system found no browser for it. Copy it into your browser.');
    }
  };
}

function hasControlCharacters(text: string): boolean {
  // Also what turns the direction of text round: it shows one address and means another.
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]/u.test(text);
}
