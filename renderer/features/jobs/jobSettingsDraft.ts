import type { JobSettings } from '../../../shared/signals/signalSettings.ts';
import { readNumber } from '../rules/readNumber.ts';

/** What one types for a job; empty: learnt, or the usual channel. */
export interface JobDraft {
  every: string;
  max: string;
  channel: string;
}

export const draftOf = ({ expected, channels }: JobSettings, job: string): JobDraft => {
  const given = Object.hasOwn(expected, job) ? expected[job] : undefined;
  const text = (minutes: number | null | undefined) => (minutes === null || minutes === undefined ? '' : `${minutes}`);
  return {
    every: text(given?.everyMinutes),
    max: text(given?.maxMinutes),
    channel: Object.hasOwn(channels, job) ? (channels[job] ?? '') : '',
  };
};

const mostMinutes = 525_600;
const channelLength = 80;

/** Field → the rest of a sentence that begins with its name. */
export function problemsOf({ every, max, channel }: JobDraft): Partial<Record<keyof JobDraft, string>> {
  const ofMinutes = (typed: string) => {
    const minutes = readMinutes(typed);
    if (minutes === null) return undefined;
    if (Number.isNaN(minutes)) return 'must be a number of minutes';
    return minutes > 0 && minutes <= mostMinutes ? undefined : 'must be more than 0, and a year at most';
  };
  const [ofEvery, ofMax] = [ofMinutes(every), ofMinutes(max)];
  return {
    ...(ofEvery && { every: ofEvery }),
    ...(ofMax && { max: ofMax }),
    ...(channel.trim().length > channelLength && { channel: `must have ${channelLength} characters at most` }),
  };
}

/** The settings with the draft in them; a job of which nothing is given any more leaves none behind. */
export function withDraft(settings: JobSettings, job: string, draft: JobDraft): JobSettings {
  const [everyMinutes, maxMinutes] = [readMinutes(draft.every), readMinutes(draft.max)];
  const channel = draft.channel.trim();
  const isGiven = everyMinutes !== null || maxMinutes !== null;
  return {
    ...settings,
    expected: without(settings.expected, job, isGiven ? { everyMinutes, maxMinutes } : null),
    channels: without(settings.channels, job, channel === '' ? null : channel),
  };
}

/** What is left of what was typed once `saved` is kept: what came while it was being saved. */
export function draftBeyond(typed: Partial<JobDraft>, saved: JobDraft): Partial<JobDraft> {
  const names = Object.keys(typed) as (keyof JobDraft)[];
  return Object.fromEntries(names.filter((name) => typed[name] !== saved[name]).map((name) => [name, typed[name]]));
}

function without<T>(record: Readonly<Record<string, T>>, name: string, instead: T | null): Record<string, T> {
  const others = Object.entries(record).filter(([key]) => key !== name);
  return Object.fromEntries(instead === null ? others : [...others, [name, instead]]);
}

/** Null: nothing was typed; NaN: no number was. */
function readMinutes(typed: string): number | null {
  return typed.trim() === '' ? null : readNumber(typed);
}
