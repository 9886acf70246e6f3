import type { PopUp } from '../../../shared/popUp.ts';
import type { Clock } from '../../clock.ts';
import type { PopUpFace } from './popUpFace.ts';

/** The pages of a browser host as a face: whoever listens and may show pop-ups does. */
export interface PageFace extends PopUpFace {
  /** See `PopUpDesk`. */
  attend(page: string, attending: boolean): void;
}

/** A page tells every minute that it is there; hidden ones are slowed down by browsers, to once a minute at worst. */
const forgottenAfterMs = 3 * 60_000;
/** Names are made up by pages; a host has few of them. */
const mostPages = 100;

/** `publish` takes a change to every page that listens. */
export function createPageFace(clock: Clock, publish: (show: PopUp[], close: string[]) => void): PageFace {
  const heardOf = new Map<string, number>();
  // A time ahead was noted before the clock was set back; who is still there tells within a minute.
  const present = () => [...heardOf.values()].some((at) => Math.abs(clock.now() - at) < forgottenAfterMs);

  return {
    kind: 'browser',
    isThere: present,
    async show(popUp) {
      publish([popUp], []);
      return { ok: true };
    },
    close(ids) {
      if (ids.length > 0) publish([], [...ids]);
    },
    attend(page, attending) {
      heardOf.delete(page);
      if (!attending) return;
      heardOf.set(page, clock.now());
      const [oldest] = heardOf.keys();
      if (heardOf.size > mostPages && oldest !== undefined) heardOf.delete(oldest);
    },
  };
}
