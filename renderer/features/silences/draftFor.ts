import type { Alert } from '../../../shared/alert.ts';
import type { Matcher } from '../../../shared/delivery/matcher.ts';
import type { SilenceDraft } from './silenceDraft.ts';

type Described = Pick<Alert, 'type' | 'labels'>;

/** What the host takes. */
const mostMatchers = 50;
const longestName = 200;
const longestValue = 2000;
/** Of texts that have more than this in common the rest tells nothing. */
const longestPrefix = 500;
/** Names that a condition reads from the alert itself, so that no label of this name can be asked for. */
const ownNames = ['type', 'severity', 'source'];

/**
 * A silence that covers all of these alerts, as narrowly as conditions can say it: their kinds, and every label that all
 * of them have. Alerts that are like them are covered too.
 */
export function draftFor(alerts: readonly Described[]): SilenceDraft {
  const [first, ...others] = alerts;
  if (first === undefined) return { matchers: [], comment: '' };
  const kinds = condition(
    'type',
    alerts.map(({ type }) => type),
  );
  const shared = Object.keys(first.labels).filter(
    (name) => canBeAsked(name) && others.every(({ labels }) => Object.hasOwn(labels, name)),
  );
  const labels = shared.flatMap(
    (name) =>
      condition(
        name,
        alerts.map((alert) => alert.labels[name] ?? ''),
      ) ?? [],
  );
  // Those with one value tell most.
  const byUse = [...labels.filter(({ op }) => op === '='), ...labels.filter(({ op }) => op !== '=')];
  return { matchers: [...(kinds === null ? [] : [kinds]), ...byUse].slice(0, mostMatchers), comment: '' };
}

function canBeAsked(name: string): boolean {
  return name !== '' && name === name.trim() && name.length <= longestName && !ownNames.includes(name);
}

/** Holds for each of these values; null: no condition of the length that is allowed does, other than one for everything. */
function condition(name: string, values: readonly string[]): Matcher | null {
  const distinct = [...new Set(values)].sort();
  const [only = ''] = distinct;
  if (distinct.length === 1 && only.length <= longestValue) return { name, op: '=', value: only };
  const alternatives = distinct.map(escaped).join('|');
  if (alternatives.length <= longestValue) return { name, op: '=~', value: alternatives };
  const prefix = commonPrefix(distinct);
  return prefix === '' ? null : { name, op: '=~', value: `${escaped(prefix)}.*` };
}

/** So that a regular expression takes it for what it says. */
function escaped(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

function commonPrefix(texts: readonly string[]): string {
  // By whole characters: half of one is no text.
  const [first = [], ...others] = texts.map((text) => [...text.slice(0, 2 * longestPrefix)]);
  const end = first.findIndex((character, index) => others.some((other) => other[index] !== character));
  return first.slice(0, Math.min(end === -1 ? first.length : end, longestPrefix)).join('');
}
