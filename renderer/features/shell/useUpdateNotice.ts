import { useEffect, useRef } from 'react';
import { useLive, useServices } from '../../services.tsx';

/** A host that came back as another version brings another page: says so, and leaves the moment to the reader. */
export function useUpdateNotice(): void {
  const { noticeStore } = useServices();
  const version = useLive((state) => state.health?.version ?? null);
  const first = useRef<string | null>(null);
  useEffect(() => {
    if (version === null || first.current === version) return;
    if (first.current !== null) {
      noticeStore.show({
        tone: 'info',
        text: `Watchkeeper is now version ${version}. This page is still the one before.`,
        action: { label: 'Reload', run: () => window.location.reload() },
      });
    }
    first.current = version;
  }, [version, noticeStore]);
}
