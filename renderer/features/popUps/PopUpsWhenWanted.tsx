import { type ComponentType, useEffect, useState } from 'react';
import type { Health } from '../../../shared/health.ts';
import { useLive, usePreferences, useServices } from '../../services.tsx';

/** Pop-ups where this browser is to show them; in the desktop app always, as the fallback of the system's. */
export function PopUpsWhenWanted() {
  const { noticeStore } = useServices();
  const host = useLive((state) => state.health?.host ?? null);
  const inBrowser = usePreferences((state) => state.popUps);
  const wanted = host === 'desktop' || (host === 'browser' && inBrowser);
  const [PopUps, setPopUps] = useState<ComponentType<{ host: Health['host'] }> | null>(null);
  // Not needed for the first look at whether something is wrong.
  useEffect(() => {
    if (!wanted) return;
    import('./PopUpsOfPage.tsx').then(
      ({ PopUpsOfPage }) => setPopUps(() => PopUpsOfPage),
      () =>
        noticeStore.show({
          tone: 'trouble',
          text: 'This page cannot show pop-ups: a part of it could not be loaded. Reload it.',
          action: { label: 'Reload', run: () => window.location.reload() },
        }),
    );
  }, [wanted, noticeStore]);
  return wanted && host && PopUps ? <PopUps host={host} /> : null;
}
