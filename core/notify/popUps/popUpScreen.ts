import { needsNobody } from '../../../shared/muting.ts';
import { toAlert } from '../../alerts/alertRecord.ts';
import type { Log } from '../../log.ts';
import { popUpIdOf } from './composePopUp.ts';
import type { PopUpFace } from './popUpFace.ts';
import type { PopUpStore } from './popUpStore.ts';

/** Takes away what stands before the person and is over. */
export interface PopUpScreen {
  close(ids: readonly string[]): void;
  /**
   * Nobody needs to be told of these alerts any more: closes their pop-ups, and those of several once all in them are done.
   * `any`: also ones that are not known to stand, because they appeared too late or were never written down.
   */
  done(alertIds: readonly string[], which: 'known' | 'any'): void;
  /** Looks at these alerts, null: at all that pop-ups stand for, and takes away what is over. False: the disk refused. */
  settle(alertIds: readonly string[] | null, now: number): boolean;
  /** Takes away what is over since another run put it up, which may have been under another host meanwhile. */
  tidy(now: number): void;
  /** What was shown to nobody was seen now; what is left of it stays as it is. */
  keepHeap(): void;
}

export function createPopUpScreen(face: PopUpFace, store: PopUpStore, log: Log): PopUpScreen {
  let isTidy = false;

  function close(ids: readonly string[]): void {
    if (ids.length > 0) face.close(ids);
  }

  function done(alertIds: readonly string[], which: 'known' | 'any'): void {
    if (alertIds.length === 0) return;
    const gone = store.transaction(({ popUps }) => popUps.takeOut(face.kind, alertIds));
    if (!gone.ok) log.error(gone.error.message);
    close([...new Set([...(which === 'any' ? alertIds.map(popUpIdOf) : []), ...(gone.ok ? gone.value : [])])]);
  }

  function settle(alertIds: readonly string[] | null, now: number): boolean {
    const over = store.transaction(({ popUps, alerts }) =>
      (alertIds ?? popUps.alertIds(face.kind)).filter((id) => {
        const record = alerts.byId(id);
        return record === null || needsNobody(toAlert(record), now);
      }),
    );
    if (over.ok) done(over.value, 'known');
    else log.error(over.error.message);
    return over.ok;
  }

  return {
    close,
    done,
    settle,
    tidy(now) {
      if (!isTidy) isTidy = settle(null, now);
    },
    keepHeap() {
      const kept = store.transaction(({ popUps }) => popUps.keepHeap(face.kind));
      if (!kept.ok) log.error(kept.error.message);
    },
  };
}
