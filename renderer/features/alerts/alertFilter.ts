import { AlertStatus } from '../../../shared/alert.ts';
import { type AlertQuery, AlertSort } from '../../../shared/alertQuery.ts';
import { feedbackLabels } from '../../../shared/learning/feedback.ts';
import { Severity } from '../../../shared/severity.ts';
import { readInstant } from '../../routing/readInstant.ts';

const hour = 3_600_000;

/** Spans that the time filter offers, in ms; null: all there is. */
export const ranges = { '1h': hour, '6h': 6 * hour, '24h': 24 * hour, '7d': 7 * 24 * hour, all: null } as const;
export type Range = keyof typeof ranges;

/** What somebody said of an alert; `none`: nobody said anything. */
export const feedbackChoices = [...feedbackLabels, 'none'] as const;
export type FeedbackChoice = (typeof feedbackChoices)[number];

/** What the table shows, as the address says it. */
export interface AlertFilter {
  /** Empty lists mean any. */
  status: AlertStatus[];
  severity: Severity[];
  type: string[];
  source: string[];
  /** Held back by a silence, or not; null: either. */
  silenced: boolean | null;
  /** Put off by somebody, or not; null: either. */
  snoozed: boolean | null;
  /** Id of the one silence that holds them back. */
  silence: string | null;
  feedback: FeedbackChoice[];
  /** Id of the one incident that they belong to. */
  incident: string | null;
  q: string;
  range: Range;
  /** A fixed span, as brushed in the timeline; takes the place of `range`. ISO 8601 UTC. */
  from: string | null;
  to: string | null;
  sort: AlertSort;
  direction: 'asc' | 'desc';
}

export const allAlerts: AlertFilter = {
  status: [],
  severity: [],
  type: [],
  source: [],
  silenced: null,
  snoozed: null,
  silence: null,
  feedback: [],
  incident: null,
  q: '',
  range: 'all',
  from: null,
  to: null,
  sort: 'urgency',
  direction: 'desc',
};

/** The Board shows what a shift cares about; the Alerts page everything. */
export const boardAlerts: AlertFilter = { ...allAlerts, range: '6h' };

/** Reads a query string. Words it does not know are left out: an old link still shows something sensible. */
export function readFilter(search: string, defaults: AlertFilter = allAlerts): AlertFilter {
  const params = new URLSearchParams(search);
  const list = (name: string) => params.getAll(name).flatMap(splitNames);
  const known = <T>(name: string, parse: (word: string) => { success: boolean; data?: T }) =>
    list(name).flatMap((word) => {
      const result = parse(word);
      return result.success && result.data !== undefined ? [result.data] : [];
    });
  const range = params.get('range');
  const from = readInstant(params.get('from'));
  const to = readInstant(params.get('to'));
  const sort = AlertSort.safeParse(params.get('sort'));
  const direction = params.get('direction');
  return {
    status: known('status', (word) => AlertStatus.safeParse(word)),
    severity: known('severity', (word) => Severity.safeParse(word)),
    type: list('type'),
    source: list('source'),
    silenced: flag(params.get('silenced')),
    snoozed: flag(params.get('snoozed')),
    silence: cut(params.get('silence'), 64) || null,
    feedback: list('feedback').filter(isFeedbackChoice),
    incident: cut(params.get('incident'), 64) || null,
    q: cut(params.get('q'), 200),
    range: range !== null && Object.hasOwn(ranges, range) ? (range as Range) : defaults.range,
    from,
    to,
    sort: sort.success ? sort.data : defaults.sort,
    direction: direction === 'asc' || direction === 'desc' ? direction : defaults.direction,
  };
}

/** Writes only what differs from the defaults, in a fixed order, so that equal filters are equal addresses. */
export function writeFilter(filter: AlertFilter, defaults: AlertFilter = allAlerts): string {
  const parts: string[] = [];
  const put = (name: string, value: string) =>
    parts.push(`${name}=${encodeURIComponent(value.toWellFormed()).replaceAll('%2C', ',')}`);
  for (const name of ['status', 'severity', 'type', 'source'] as const) {
    if (filter[name].length > 0) put(name, joinNames(filter[name]));
  }
  if (filter.silenced !== null) put('silenced', String(filter.silenced));
  if (filter.snoozed !== null) put('snoozed', String(filter.snoozed));
  if (filter.silence !== null) put('silence', filter.silence);
  if (filter.feedback.length > 0) put('feedback', filter.feedback.join(','));
  if (filter.incident !== null) put('incident', filter.incident);
  if (filter.q !== '') put('q', filter.q);
  if (filter.from !== null) put('from', filter.from);
  if (filter.to !== null) put('to', filter.to);
  if (!isFixed(filter) && filter.range !== defaults.range) put('range', filter.range);
  if (filter.sort !== defaults.sort) put('sort', filter.sort);
  if (filter.direction !== defaults.direction) put('direction', filter.direction);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** The address of the rows behind a number: `/alerts` with this filter. */
export function alertsPath(filter: Partial<AlertFilter>): string {
  return `/alerts${writeFilter({ ...allAlerts, ...filter })}`;
}

/** What to ask the host for; a sliding range is measured back from `now` (epoch ms). */
export function toQuery(filter: AlertFilter, now: number): AlertQuery {
  const span = ranges[filter.range];
  const from = isFixed(filter) ? filter.from : span === null ? null : new Date(now - span).toISOString();
  return {
    ...(filter.status.length > 0 && { status: filter.status }),
    ...(filter.severity.length > 0 && { severity: filter.severity }),
    ...(filter.type.length > 0 && { type: filter.type }),
    ...(filter.source.length > 0 && { source: filter.source }),
    ...(filter.silenced !== null && { silenced: filter.silenced }),
    ...(filter.snoozed !== null && { snoozed: filter.snoozed }),
    ...(filter.silence !== null && { silence: filter.silence }),
    ...(filter.feedback.length > 0 && { feedback: filter.feedback }),
    ...(filter.incident !== null && { incident: filter.incident }),
    ...(filter.q !== '' && { q: filter.q }),
    ...(from !== null && { from }),
    ...(filter.to !== null && { to: filter.to }),
    sort: filter.sort,
    direction: filter.direction,
  };
}

/** Whether a filter narrows the rows beyond what its page shows by itself; the order of rows does not. */
export function isNarrowed(filter: AlertFilter, defaults: AlertFilter): boolean {
  return writeFilter({ ...filter, sort: defaults.sort, direction: defaults.direction }, defaults) !== '';
}

const isFeedbackChoice = (word: string): word is FeedbackChoice =>
  (feedbackChoices as readonly string[]).includes(word);

/** Whether rows leave it as time passes, without a change of theirs. */
export const isSliding = (filter: AlertFilter) => !isFixed(filter) && ranges[filter.range] !== null;

const isFixed = (filter: AlertFilter) => filter.from !== null || filter.to !== null;

/** Half a character at the end could not be written into an address again. */
const cut = (text: string | null, length: number) => (text ?? '').slice(0, length).toWellFormed();

/** A comma that is part of a name that others gave is told from those between names by a backslash. */
const joinNames = (names: readonly string[]) => names.map((name) => name.replace(/[\\,]/g, '\\$&')).join(',');

const splitNames = (text: string) =>
  (text.match(/(?:\\[\\,]|[^,])+/g) ?? []).map((name) => name.replace(/\\([\\,])/g, '$1'));

const flag = (text: string | null): boolean | null => (text === 'true' ? true : text === 'false' ? false : null);
