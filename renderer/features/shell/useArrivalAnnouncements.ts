import { useEffect } from 'react';
import { useServices } from '../../services.tsx';
import { arrivalWords } from './arrivalWords.ts';

/** Reads out what has newly come, on whichever page one is; a critical alert interrupts. */
export function useArrivalAnnouncements(): void {
  const { liveStore, noticeStore } = useServices();
  useEffect(
    () =>
      liveStore.subscribe((state, before) => {
        if (state.lastAlerts === null || state.lastAlerts === before.lastAlerts) return;
        const words = arrivalWords(state.lastAlerts);
        if (words !== null) noticeStore.announce(words.text, words.urgency);
      }),
    [liveStore, noticeStore],
  );
}
