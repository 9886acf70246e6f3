import type { Alert, HeldBackReason } from '../../../shared/alert.ts';
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

  return {
    close,
    done,
    tidy(now) {
      if (isTidy) return;
      const over = store.transaction(({ popUps, alerts }) =>
        popUps.alertIds(face.kind).filter((id) => {
          const record = alerts.byId(id);
          return record === null || whyDone(toAlert(record), now) !== undefined;
        }),
      );
      isTidy = over.ok;
      if (over.ok) done(over.value, 'known');
      else log.error(over.error.message);
    },
    keepHeap() {
      const kept = store.transaction(({ popUps }) => popUps.keepHeap(face.kind));
      if (!kept.ok) log.error(kept.error.message);
    },
  };
}

/** Why an alert needs no pop-up (null: it is over); undefined: it does. */
export function whyDone(alert: Alert, now: number): HeldBackReason | null | undefined {
  if (alert.status === 'resolved') return null;
  if (alert.status === 'acknowledged') return 'acknowledged';
  return alert.snoozedUntil !== null && Date.parse(alert.snoozedUntil) > now ? 'silenced' : undefined;
}
