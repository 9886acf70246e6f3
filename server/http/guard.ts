import type { MiddlewareHandler } from 'hono';
import { isLoopback } from '../../core/settings/webUrl.ts';
import { refusal } from './refusal.ts';

export interface GuardOptions {
  /** Whether this host may be called by a name or address beyond loopback; without port, lower case. */
  isOwnName: (name: string) => boolean;
  /** Whether a page of this origin, beyond the host's own, may ask: a proxy in front of it. */
  isOwnOrigin: (origin: string) => boolean;
  /** Origins of other pages that may embed the board. */
  allowedOrigins: readonly string[];
}

/**
 * Refuses what another web page could bring a browser to send. A name that is not ours may be somebody's domain pointed
 * at this machine (DNS rebinding); an origin that is not ours is another page. The port in `Host` says nothing (an SSH
 * tunnel changes it), the name says everything.
 */
export function guard({ isOwnName, isOwnOrigin, allowedOrigins }: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    const name = hostNameOf(host);
    if (name === null || !(isLoopback(name) || isOwnName(name))) {
      return refusal(
        context,
        403,
        'FORBIDDEN',
        'This address is not one that Watchkeeper answers to. Use the one it printed when it started.',
      );
    }
    const origin = context.req.header('origin');
    const isKnown = (name: string) => isSameOrigin(name, host) || isOwnOrigin(name) || allowedOrigins.includes(name);
    if (origin !== undefined && !isKnown(origin)) {
      return refusal(context, 403, 'FORBIDDEN', 'Requests from other web pages are not answered.');
    }
    return next();
  };
}

/** Whether a page's origin is the one that it asked. */
export function isSameOrigin(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

function hostNameOf(host: string): string | null {
  if (host === '' || /[\s/@?#\\]/.test(host)) return null;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.toLowerCase() : null;
}
