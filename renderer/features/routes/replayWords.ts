import type { Replay } from '../../../shared/delivery/simulation.ts';

const messages = (count: number) => `${count.toLocaleString()} ${count === 1 ? 'message' : 'messages'}`;
const alerts = (count: number) => `${count.toLocaleString()} ${count === 1 ? 'alert' : 'alerts'}`;

/** The outcome in a sentence: "This would have sent 14 messages instead of 61, about 23 alerts." */
export function replaySentence({ current, edited }: Replay, isDraft: boolean): string {
  if (edited.alerts === 0) return 'There was no alert in that time.';
  if (!isDraft) return `${messages(current.messages)} about ${alerts(current.alerts)}.`;
  if (edited.messages === current.messages) {
    return `This would have sent ${messages(edited.messages)} about ${alerts(edited.alerts)}, as many as before.`;
  }
  const instead = current.messages.toLocaleString();
  return `This would have sent ${messages(edited.messages)} instead of ${instead}, about ${alerts(edited.alerts)}.`;
}

/** How many alerts go together in messages; null: none, or not known. */
export function digestSentence({ edited: { inDigests = 0 } }: Replay): string | null {
  return inDigests === 0 ? null : `${alerts(inDigests)} of them in messages with others, because of the limits.`;
}

/** Alerts that reach nobody; null: there is none. */
export function untoldSentence({ current, edited }: Replay): string | null {
  if (edited.untold === 0) return null;
  const verb = edited.untold === 1 ? 'reaches' : 'reach';
  const before = current.untold === edited.untold ? '' : ` (${current.untold.toLocaleString()} before)`;
  return `${alerts(edited.untold)} ${verb} nobody${before}.`;
}

/** Per receiver what would have been sent, and what was; the busiest first. */
export function receiverCounts({ current, edited }: Replay): { name: string; before: number; after: number }[] {
  const before = new Map(current.byReceiver.map(({ name, messages: sent }) => [name, sent]));
  const after = new Map(edited.byReceiver.map(({ name, messages: sent }) => [name, sent]));
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((name) => ({ name, before: before.get(name) ?? 0, after: after.get(name) ?? 0 }))
    .sort((one, other) => Math.max(other.before, other.after) - Math.max(one.before, one.after));
}
