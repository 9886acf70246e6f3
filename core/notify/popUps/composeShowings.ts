import { timeOfDay, zoneInUse } from '../../../shared/localTime.ts';
import type { PopUp } from '../../../shared/popUp.ts';
import { digestId, endsId, popUpOf, popUpOfMany, summaryId } from './composePopUp.ts';
import type { Waiting } from './popUpBatch.ts';
import type { PopUpRules } from './popUpPolicy.ts';
import { type Mention, type Saying, worstFirst } from './popUpText.ts';

/** One alert that is to be shown, with the messages that it settles. */
export interface Show {
  waiting: Waiting;
  saying: Saying;
}

/** One pop-up and what it stands for. */
export interface Showing {
  popUp: PopUp;
  of: Show[];
  /** Of all that it tells of, those included that other pop-ups told of before it. */
  mentions: Mention[];
  isEnd: boolean;
}

/** More alerts than this come as one. */
export const mostAtOnce = 3;
/** A pop-up that comes later than this, as after a crash, is not news any more: several such come as one. */
const freshMs = 10 * 60_000;

/** What one batch looks like: the worst first, and one sound for all of it. */
export function composeShowings(batch: {
  shows: readonly Show[];
  ends: readonly Show[];
  /** What was shown to nobody meanwhile; null: nobody has come back. It makes one digest with all that came since. */
  heap: readonly Mention[] | null;
  /** What the summary before this one said, when that was a moment ago: a storm is one pop-up. */
  summarised: readonly Mention[];
  rules: PopUpRules;
  now: number;
}): Showing[] {
  const { shows, ends, heap, summarised, rules, now } = batch;
  const ended = ends.length > mostAtOnce ? [sumUp(endsId, null, ends, [])] : ends.map(alone);
  return [...begun(), ...ended.map((showing) => ({ ...showing, isEnd: true }))];

  function begun(): Showing[] {
    const all = new Set([...(heap ?? []), ...shows.map(({ saying }) => saying)].map(({ alert }) => alert.id));
    if (heap !== null && all.size > 1) return [sumUp(digestId, 'While you were away', shows, heap)];
    const oldest = shows.reduce((earliest, { waiting }) => Math.min(earliest, waiting.newest.createdAt), now);
    if (shows.length > 1 && now - oldest > freshMs) {
      const zone = zoneInUse(rules.settings.quietHours.timeZone, rules.timeZone);
      return [sumUp(digestId, `Since ${timeOfDay(oldest, now, zone)}`, shows, [])];
    }
    if (shows.length > mostAtOnce) return [sumUp(summaryId, null, shows, summarised)];
    return worstFirst(shows.map((show) => ({ show, alert: show.saying.alert }))).map(({ show }, index) => {
      const showing = alone(show);
      return index === 0 ? showing : { ...showing, popUp: { ...showing.popUp, sound: 'none' as const } };
    });
  }

  function alone(show: Show): Showing {
    return { popUp: popUpOf(show.saying, rules, now), of: [show], mentions: [show.saying], isEnd: false };
  }

  function sumUp(id: string, lead: string | null, of: readonly Show[], also: readonly Mention[]): Showing {
    const byId = new Map([...also, ...of.map(({ saying }) => saying)].map((mention) => [mention.alert.id, mention]));
    const mentions = [...byId.values()];
    const popUp = popUpOfMany({ id, kind: id === digestId ? 'digest' : 'summary', lead }, mentions, rules);
    return { popUp, of: [...of], mentions, isEnd: false };
  }
}
