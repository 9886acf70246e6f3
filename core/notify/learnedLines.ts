import { formatCurrency } from '../../shared/formatValue.ts';
import type { Cause, DigestMessage, NotificationMessage } from './notifier.ts';

/** Below this an amount is noise, in whatever currency. */
const leastTold = 1;

/** What else is known of an alert, one sentence each: what it follows from, where it comes from, and what it costs. */
export function learnedLines(message: Pick<NotificationMessage, 'alert' | 'currency' | 'cause'>): string[] {
  const { alert } = message;
  const explanation = alert.explanation === null ? null : ended(alert.explanation);
  const cost = costLine(alert.lostRevenue, alert.resolvedAt === null, message.currency);
  return [causeLine(message), explanation, cost].filter((line) => line !== null);
}

/** The same of many alerts at once. `shown`: how the title of an alert is written. */
export function digestLines(
  { messages, lostRevenue, currency }: Pick<DigestMessage, 'messages' | 'lostRevenue' | 'currency'>,
  shown: (title: string) => string = (title) => title,
): string[] {
  const goesOn = messages.some(({ alert }) => alert.resolvedAt === null);
  return [commonCauseLine(messages, shown), costLine(lostRevenue, goesOn, currency)].filter((line) => line !== null);
}

/** E.g. "Probably a consequence of “Traffic drop” (12:05 UTC)."; null: no cause is known. */
function causeLine({ cause }: Pick<NotificationMessage, 'cause'>): string | null {
  return cause ? `Probably a consequence of ${named(cause)}.` : null;
}

/** The cause of most of them, e.g. "3 of them are probably a consequence of “Traffic drop” (12:05 UTC)."; null: none is known. */
function commonCauseLine(messages: DigestMessage['messages'], shown: (title: string) => string): string | null {
  const consequences = new Map<string, { cause: Cause; count: number }>();
  for (const { cause } of messages) {
    if (!cause) continue;
    const key = `${cause.startsAt}|${cause.title}`;
    consequences.set(key, { cause, count: (consequences.get(key)?.count ?? 0) + 1 });
  }
  const [most] = [...consequences.values()].sort(
    (one, other) => other.count - one.count || one.cause.startsAt.localeCompare(other.cause.startsAt),
  );
  if (most === undefined) return null;
  const { cause, count } = most;
  const who =
    count === messages.length
      ? count === 1
        ? 'It is'
        : 'All of them are'
      : `${count} of them ${count === 1 ? 'is' : 'are'}`;
  return `${who} probably a consequence of ${named({ ...cause, title: shown(cause.title) })}.`;
}

const named = ({ title, startsAt }: Cause): string => `“${title}” (${startsAt.slice(11, 16)} UTC)`;

/** E.g. "Lost so far: about $4,200."; null: it cost nothing, or that cannot be said. */
function costLine(lostRevenue: number | null, goesOn: boolean, currency: string): string | null {
  if (lostRevenue === null || lostRevenue < leastTold) return null;
  return `${goesOn ? 'Lost so far' : 'Lost'}: about ${formatCurrency(roughly(lostRevenue), currency)}.`;
}

/** What was expected is an estimate: no more than two digits of its difference to what came are known. */
export function roughly(amount: number): number {
  return Number(amount.toPrecision(2));
}

const ended = (sentence: string): string => (/[.!?…]$/.test(sentence.trim()) ? sentence.trim() : `${sentence.trim()}.`);
