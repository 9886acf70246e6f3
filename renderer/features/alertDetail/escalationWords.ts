import type { AlertDetail } from '../../../shared/alert.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';

type Escalating = Pick<AlertDetail, 'status' | 'escalatesAt' | 'escalations' | 'escalatesTo'>;

/** What becomes of an alert that nobody takes, and how often that has happened; null: nothing to say. */
export function escalationWords(alert: Escalating, now: number): string | null {
  const { status, escalatesAt, escalations, escalatesTo } = alert;
  if (status !== 'active' || (escalatesAt === null && escalations === 0)) return null;
  const times = escalations === 1 ? 'once' : escalations === 2 ? 'twice' : `${escalations} times`;
  const past = escalations === 0 ? [] : [`Escalated ${times}, and nobody has it.`];
  if (escalatesAt === null) return past.join(' ');
  const left = Date.parse(escalatesAt) - now;
  const to = escalatesTo.length === 0 ? '' : ` to ${escalatesTo.join(', ')}`;
  const next =
    left > 0
      ? `Escalates in ${formatDuration(left)}${to}, unless somebody takes it.`
      : `Escalates with the next check${to}.`;
  return [...past, next].join(' ');
}
