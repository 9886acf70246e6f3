import { fromLocalField, toLocalField } from '../../components/localField.ts';
import { type SpanChoice, spanChoices } from './silenceDraft.ts';

/** When a silence begins and ends, as it is being chosen; `from` and `until` are what stands in fields of date and time. */
export interface SilenceTimes {
  begins: 'now' | 'later';
  from: string;
  /** Of a choice, or `other`: until the time in `until`. */
  span: string;
  until: string;
}

const hourMs = 3_600_000;
const usualHours = 4;

/** From now, for an hour; what a person changes is not far from it. */
export function firstTimes(now: Date): SilenceTimes {
  const nextHour = new Date(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours() + 1);
  const until = new Date(now.getTime() + usualHours * hourMs);
  return { begins: 'now', from: toLocalField(nextHour), span: 'hour', until: toLocalField(until) };
}

/** How long it can last. One that begins later lasts so long from then on. */
export function choicesOf({ begins, from }: SilenceTimes, now: Date): SpanChoice[] {
  if (begins === 'now') return spanChoices(now);
  const start = fromLocalField(from);
  // The morning after a night to come is easily taken for another one.
  return spanChoices(Number.isNaN(start.getTime()) ? now : start).filter(({ id }) => id !== 'morning');
}

/** With another beginning; its end is never left before it. */
export function withBeginning(
  times: SilenceTimes,
  part: Pick<SilenceTimes, 'begins'> & { from?: string },
): SilenceTimes {
  const { from = times.from, begins } = part;
  const start = fromLocalField(from);
  const isBehind = begins === 'later' && fromLocalField(times.until) <= start;
  const until = isBehind ? toLocalField(new Date(start.getTime() + usualHours * hourMs)) : times.until;
  const span = begins === 'later' && times.span === 'morning' ? 'hour' : times.span;
  return { begins, from, span, until };
}

/** `startsAt` null: now. A problem is a whole sentence. `opened`: since when the choices stand there. */
export function boundsOf(
  times: SilenceTimes,
  opened: Date,
  now: Date,
): { startsAt: Date | null; endsAt: Date } | { problem: string } {
  const startsAt = times.begins === 'now' ? null : fromLocalField(times.from);
  const choice = choicesOf(times, opened).find(({ id }) => id === times.span);
  const endsAt = choice?.until ?? fromLocalField(times.until);
  if (startsAt !== null && Number.isNaN(startsAt.getTime())) return { problem: 'Choose when it begins.' };
  if (startsAt !== null && startsAt <= now) return { problem: 'That beginning is past: choose a later one, or Now.' };
  if (Number.isNaN(endsAt.getTime())) return { problem: 'Choose when it ends.' };
  if (endsAt <= now) return { problem: 'That time is past: choose a later one.' };
  if (startsAt !== null && endsAt <= startsAt) return { problem: 'It would end before it begins: choose a later end.' };
  return { startsAt, endsAt };
}
