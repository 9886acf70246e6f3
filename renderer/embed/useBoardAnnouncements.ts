import { useEffect } from 'react';
import { arrivalWords } from '../features/shell/arrivalWords.ts';
import { useServices } from '../services.tsx';
import type { BoardConnection } from './openConnection.ts';

/** Reads out what has newly come, once for all elements of a page; a critical alert interrupts. */
export function useBoardAnnouncements({ claim }: BoardConnection): void {
  const { liveStore, noticeStore } = useServices();
  useEffect(
    () =>
      liveStore.subscribe((state, before) => {
        if (state.lastAlerts === null || state.lastAlerts === before.lastAlerts) return;
        const words = arrivalWords(state.lastAlerts);
        if (words !== null && claim(state.lastAlerts)) noticeStore.announce(words.text, words.urgency);
      }),
    [liveStore, noticeStore, claim],
  );
}
