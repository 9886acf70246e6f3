import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { failed, ok } from '../../../shared/problem.ts';
import { Settings } from '../../../shared/settings.ts';
import { checkSettings } from '../../settings/checkSettings.ts';
import { migrateSettings, settingsVersion, settingsVersionOf } from '../../settings/settingsMigrations.ts';
import { isTree, valueAt, withValueAt } from '../../settings/settingsPath.ts';
import type { LoadedSettings, Notice, SettingsStorage } from '../../settings/settingsStorage.ts';
import { mergedSettings, sparseSettings, unknownSettings } from '../../settings/sparseSettings.ts';
import { reasonOf } from './dataFolder.ts';
import { keepAside } from './keepAside.ts';
import { writeFileAtomic } from './writeFileAtomic.ts';

type Document = Record<string, unknown>;

/** `settings.json` of the data folder: only what differs from the defaults, and what a newer version wrote beside it. */
export function createSettingsFile(folder: string, now: () => number): SettingsStorage {
  const path = join(folder, 'settings.json');
  let document: Document = {};
  /** Why saving would lose something, in a sentence. */
  let readOnlyBecause: string | null = null;
  let hasWrongValues = false;
  /** It is there, and nobody knows what it holds. */
  let isUnread = false;

  return {
    load() {
      const reading = readDocument(path, now);
      isUnread = reading.kind === 'none' && reading.isUnread;
      if (reading.kind === 'none')
        return { settings: Settings.parse({}), notices: reading.notices, broken: reading.broken };
      document = migrateSettings(reading.document);
      const version = settingsVersionOf(document);
      const notices: Notice[] = [];
      if (version > settingsVersion) {
        readOnlyBecause = `${path} was written by a newer Watchkeeper (format ${version}); saving with this one would lose its changes. Update Watchkeeper, or move the file away.`;
        notices.push({ code: 'settingsNewer', severity: 'warning', message: readOnlyBecause });
      }
      const { settings, wrong, broken } = usable(document);
      hasWrongValues = wrong.length > 0;
      if (hasWrongValues) {
        const message = `settings.json has values that cannot be used, so their defaults hold: ${wrong.join('; ')}. Correct them in Setup or in ${path}.`;
        notices.push({ code: 'settingsValues', severity: 'warning', message });
      }
      return { settings, notices, broken };
    },

    async save(settings) {
      if (readOnlyBecause !== null) return failed('storage', readOnlyBecause, false);
      const kept = unknownSettings(document, { version: settingsVersion, ...Settings.parse({}) });
      const next = { version: settingsVersion, ...mergedSettings(kept, sparseSettings(settings, Settings.parse({}))) };
      if (hasWrongValues) keepAside(path, now(), 'copy');
      if (isUnread) keepAside(path, now());
      try {
        await writeFileAtomic(path, `${JSON.stringify(next, null, 2)}\n`);
      } catch (cause) {
        return failed(
          'storage',
          `The settings were not saved: ${reasonOf(cause)} (${path}). What held before still holds.`,
        );
      }
      document = next;
      hasWrongValues = false;
      isUnread = false;
      return ok(null);
    },
  };
}

type Reading =
  | { kind: 'document'; document: Document }
  | { kind: 'none'; notices: Notice[]; broken: boolean; isUnread: boolean };

function readDocument(path: string, now: () => number): Reading {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return missing(path);
    const message = `The settings could not be read: ${reasonOf(cause)} (${path}). The defaults hold until the file can be read again.`;
    const notice: Notice = { code: 'settingsUnreadable', severity: 'error', message };
    return { kind: 'none', broken: true, isUnread: true, notices: [notice] };
  }
  const document = parse(text);
  if (document) return { kind: 'document', document };
  const aside = keepAside(path, now());
  return { kind: 'none', broken: true, isUnread: false, notices: [brokenNotice(aside ?? path)] };
}

/** After a broken file was moved away the person must keep hearing of it until they have saved settings again. */
function missing(path: string): Reading {
  const folder = dirname(path);
  const prefix = `${basename(path)}.broken-`;
  const last = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.startsWith(prefix))
        .sort()
        .at(-1)
    : undefined;
  if (last === undefined) return { kind: 'none', broken: false, isUnread: false, notices: [] };
  return { kind: 'none', broken: true, isUnread: false, notices: [brokenNotice(join(folder, last))] };
}

function brokenNotice(kept: string): Notice {
  const message = `The settings file could not be understood, so the defaults hold. It is kept as ${kept}: mend it and put it back as settings.json, or save your settings anew in Setup.`;
  return { code: 'settingsBroken', severity: 'error', message };
}

function parse(text: string): Document | null {
  try {
    const value: unknown = JSON.parse(text);
    return isTree(value) ? value : null;
  } catch {
    return null;
  }
}

/** The document with each unusable value taken back to its default, and a sentence part for each of those. */
function usable(document: Document): Pick<LoadedSettings, 'settings' | 'broken'> & { wrong: string[] } {
  const defaults = Settings.parse({});
  const wrong: string[] = [];
  let broken = false;
  let candidate: unknown = document;
  for (;;) {
    const checked = checkSettings(candidate);
    if (checked.ok) return { settings: checked.settings, wrong, broken };
    const before = candidate;
    for (const { path, message } of checked.problems) {
      wrong.push(`${path} ${message}`);
      broken ||= path.split('.')[0] === 'connection';
      const known = nearestToMend(path, before, defaults);
      if (known === null) return { settings: defaults, wrong, broken: true };
      candidate = withValueAt(candidate, known, valueAt(defaults, known));
    }
  }
}

/**
 * Where to take a problem back to its default. A path that the defaults do not know (an element of something) is mended at its
 * nearest known parent, and so is one that has its default already: what is wrong with it comes from a value beside it.
 */
function nearestToMend(path: string, document: unknown, defaults: Settings): string | null {
  for (let keys = path.split('.'); keys.length > 0; keys = keys.slice(0, -1)) {
    const candidate = keys.join('.');
    const usual = valueAt(defaults, candidate);
    if (usual !== undefined && !isDeepStrictEqual(valueAt(document, candidate), usual)) return candidate;
  }
  return null;
}
