import { type SnoozeChoice, snoozeChoices } from '../alertDetail/snoozeChoices.ts';

const dayMs = 24 * 3_600_000;
/** The host's clock may be a little behind this one. */
const slackMs = 60_000;

/** How long pop-ups can be paused from `now`: as long as an alert can be snoozed, and never more than the day that the host allows. */
export function pauseChoices(now: Date): SnoozeChoice[] {
  const latest = now.getTime() + dayMs - slackMs;
  return snoozeChoices(now).map((choice) => ({ ...choice, until: new Date(Math.min(choice.until.getTime(), latest)) }));
}
