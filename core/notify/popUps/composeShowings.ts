import { timeOfDay, zoneInUse } from '../../../shared/localTime.ts';
import type { PopUp } from '../../../shared/popUp.ts';
import { digestId, endsId, popUpOf, popUpOfMany, summaryId } from './composePopUp.ts';
import type { Waiting } from './popUpBatch.ts';
import type { PopUpRules } from './popUpPolicy.ts';
import type { PopUpScreen } from './popUpScreen.ts';
import { type Saying, worstFirst } from './popUpText.ts';

/** One alert that is to be shown, with the messages that it settles. */
export interface Show {
  waiting: Waiting;
  saying: Saying;
}

/** One pop-up and what it stands for. */
export interface Showing {
  popUp: PopUp;
  of: Show[];
  sayings: Saying[];
  /** Alerts whose own pop-ups it takes the place of. */
  replaces: string[];
  clearsHeap: boolean;
  isEnd: boolean;
}

/** More alerts than this come as one. */
const mostAtOnce = 3;
/** A pop-up that comes later than this, as after a crash, is not news any more: several such come as one. */
const freshMs = 10 * 60_000;
/** A summary that follows another one so soon counts what that one said as well, so that a storm is one pop-up. */
const stormMs = 15 * 60_000;

/** What one batch looks like: the worst first, and one sound for all of it. */
export function composeShowings(batch: {
  shows: readonly Show[];
  ends: readonly Show[];
  /** Somebody came back: one digest of all that came meanwhile. */
  digest: boolean;
  screen: Pick<PopUpScreen, 'heap' | 'summarised'>;
  rules: PopUpRules;
  now: number;
}): Showing[] {
  const { shows, ends, digest, screen, rules, now } = batch;
  const ended = ends.length > mostAtOnce ? [sumUp(endsId, null, ends, [])] : ends.map(alone);
  return [...begun(), ...ended.map((showing) => ({ ...showing, isEnd: true }))];

  function begun(): Showing[] {
    const heap = digest ? screen.heap() : [];
    const all = new Set([...heap, ...shows.map(({ saying }) => saying)].map(({ alert }) => alert.id));
    if (digest && all.size > 1) {
      return [{ ...sumUp(digestId, 'While you were away', shows, heap), clearsHeap: true }];
    }
    const oldest = Math.min(...shows.map(({ waiting }) => waiting.newest.createdAt));
    if (shows.length > 1 && now - oldest > freshMs) {
      const zone = zoneInUse(rules.settings.quietHours.timeZone, rules.timeZone);
      return [sumUp(digestId, `Since ${timeOfDay(oldest, now, zone)}`, shows, [])];
    }
    if (shows.length > mostAtOnce) return [sumUp(summaryId, null, shows, screen.summarised(now - stormMs))];
    return worstFirst(shows.map((show) => ({ show, alert: show.saying.alert }))).map(({ show }, index) => {
      const showing = alone(show);
      return index === 0 ? showing : { ...showing, popUp: { ...showing.popUp, sound: 'none' as const } };
    });
  }

  function alone(show: Show): Showing {
    const { saying } = show;
    const popUp = popUpOf(saying, rules, now);
    return { popUp, of: [show], sayings: [saying], replaces: [], clearsHeap: false, isEnd: false };
  }

  function sumUp(id: string, lead: string | null, of: readonly Show[], also: readonly Saying[]): Showing {
    const byId = new Map([...also, ...of.map(({ saying }) => saying)].map((saying) => [saying.alert.id, saying]));
    const sayings = [...byId.values()];
    const popUp = popUpOfMany({ id, kind: id === digestId ? 'digest' : 'summary', lead }, sayings, rules);
    const replaces = sayings.map(({ alert }) => alert.id);
    return { popUp, of: [...of], sayings, replaces, clearsHeap: false, isEnd: false };
  }
}
