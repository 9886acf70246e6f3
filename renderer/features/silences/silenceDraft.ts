import type { Alert } from '../../../shared/alert.ts';
import { titleOf } from '../../../shared/anomalyTypes.ts';
import type { Matcher } from '../../../shared/delivery/matcher.ts';

/** A silence as it is being written. */
export interface SilenceDraft {
  matchers: Matcher[];
  comment: string;
}

/** What tells this alert from all others: its kind and its labels. */
export function draftFor(alert: Pick<Alert, 'type' | 'labels'>): SilenceDraft {
  const labels = Object.entries(alert.labels).map(([name, value]): Matcher => ({ name, op: '=', value }));
  return { matchers: [{ name: 'type', op: '=', value: alert.type }, ...labels.slice(0, 49)], comment: '' };
}

const relations: Record<Matcher['op'], string> = { '=': 'is', '!=': 'is not', '=~': 'matches', '!~': 'does not match' };

/** `type is Revenue drop, region is eu`, the kind by its title. */
export function matchersInWords(matchers: readonly Matcher[]): string {
  return matchers
    .map(({ name, op, value }) => {
      const shown = name === 'type' && (op === '=' || op === '!=') ? titleOf(value) : value;
      return `${name} ${relations[op]} ${shown === '' ? 'empty' : shown}`;
    })
    .join(', ');
}

export interface SpanChoice {
  id: string;
  label: string;
  until: Date;
}

const minuteMs = 60_000;
const morningHour = 9;

/** How long a silence can last from `now`; days by this machine's wall clock. */
export function spanChoices(now: Date): SpanChoice[] {
  const after = (hours: number) => new Date(now.getTime() + hours * 60 * minuteMs);
  // Built from calendar parts: a night with a clock change is 23 or 25 hours long.
  const onDay = (days: number, hour: number, minute: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour, minute);
  return [
    { id: 'hour', label: '1 h', until: after(1) },
    { id: 'fourHours', label: '4 h', until: after(4) },
    { id: 'morning', label: 'Until tomorrow 09:00', until: onDay(1, morningHour, 0) },
    { id: 'day', label: '1 day', until: onDay(1, now.getHours(), now.getMinutes()) },
    { id: 'week', label: '1 week', until: onDay(7, now.getHours(), now.getMinutes()) },
  ];
}

/** For a field of date and time on this machine's clock: `2026-03-10T14:35`. */
export function toLocalField(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
