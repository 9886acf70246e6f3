import { useEffect, useRef } from 'react';
import { useLive, useServices } from '../../services.tsx';
import { ownPath } from '../popUps/popUpPath.ts';

/**
 * Has the browser keep the page for when the host is gone, and show notifications that can be clicked while the page
 * sleeps. Only for a built page of the browser host: the desktop app has its files, and the development server its own.
 */
export function useServiceWorker(): void {
  const { router } = useServices();
  const inBrowser = useLive((state) => state.health?.host === 'browser');
  const version = useLive((state) => state.health?.version ?? null);

  useEffect(() => {
    if (!inBrowser || !isSupported()) return;
    // Refused where storage is switched off: the page works all the same.
    navigator.serviceWorker.register('/serviceWorker.js', { scope: '/', updateViaCache: 'none' }).catch(() => {});
  }, [inBrowser]);

  const known = useRef(version);
  useEffect(() => {
    if (known.current !== null && known.current !== version && isSupported()) {
      navigator.serviceWorker
        .getRegistration()
        .then((registration) => registration?.update())
        .catch(() => {});
    }
    known.current = version;
  }, [version]);

  useEffect(() => {
    if (!isSupported()) return;
    const open = ({ data }: MessageEvent<{ kind?: unknown; path?: unknown } | null>) => {
      const path = data?.kind === 'open' ? ownPath(data.path) : null;
      if (path !== null) router.navigate(path);
    };
    navigator.serviceWorker.addEventListener('message', open);
    return () => navigator.serviceWorker.removeEventListener('message', open);
  }, [router]);
}

function isSupported(): boolean {
  return import.meta.env.PROD && /^https?:$/.test(window.location.protocol) && 'serviceWorker' in navigator;
}
