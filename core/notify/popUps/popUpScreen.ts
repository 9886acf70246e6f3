import type { PopUp } from '../../../shared/popUp.ts';
import { digestId, popUpIdOf, summaryId } from './composePopUp.ts';
import type { PopUpFace } from './popUpFace.ts';
import type { Saying } from './popUpText.ts';

/** What this run has put before the person and not taken away; whether they dismissed it is not known. */
export interface PopUpScreen {
  put(popUp: PopUp, sayings: readonly Saying[]): void;
  /** Nobody needs to be told of these any more: closes their pop-ups, and those of several once all in them are done. */
  done(alertIds: readonly string[], which: 'known' | 'any'): void;
  /** Closes what stands there for these alerts alone, because something else tells of them now. */
  replace(alertIds: readonly string[]): void;
  /** The summary, as far as it still holds and is no older than `since`, ms. */
  summarised(since: number): Saying[];
  /** From now on, what is put up is a heap that a digest will clear away. */
  beginHeap(): void;
  heap(): Saying[];
  /** Closes the heap. */
  clearHeap(): void;
  /** It was seen by somebody who is there: it stays as it is. */
  keepHeap(): void;
}

export function createPopUpScreen(face: PopUpFace, now: () => number): PopUpScreen {
  const standing = new Map<string, { at: number; sayings: Map<string, Saying> }>();
  const heap = new Set<string>();
  let heaping = false;

  function close(ids: readonly string[]): void {
    for (const id of ids) {
      standing.delete(id);
      heap.delete(id);
    }
    if (ids.length > 0) face.close(ids);
  }

  const sayingsOf = (id: string): Saying[] => [...(standing.get(id)?.sayings.values() ?? [])];

  return {
    put(popUp, sayings) {
      standing.set(popUp.id, { at: now(), sayings: new Map(sayings.map((saying) => [saying.alert.id, saying])) });
      if (heaping) heap.add(popUp.id);
    },
    done(alertIds, which) {
      const over = alertIds.map(popUpIdOf).filter((id) => which === 'any' || standing.has(id));
      for (const id of [summaryId, digestId]) {
        const sayings = standing.get(id)?.sayings;
        for (const alertId of alertIds) sayings?.delete(alertId);
        if (sayings?.size === 0) over.push(id);
      }
      close(over);
    },
    replace(alertIds) {
      close(alertIds.map(popUpIdOf).filter((id) => standing.has(id)));
    },
    summarised(since) {
      const summary = standing.get(summaryId);
      return summary && summary.at >= since ? sayingsOf(summaryId) : [];
    },
    beginHeap() {
      heaping = true;
    },
    heap: () => [...heap].flatMap(sayingsOf),
    clearHeap() {
      heaping = false;
      close([...heap]);
    },
    keepHeap() {
      heaping = false;
      heap.clear();
    },
  };
}
