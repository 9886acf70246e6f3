import { useEffect } from 'react';
import { useNow } from '../../components/useNow.tsx';
import { useLive } from '../../services.tsx';
import { appBadge } from './appBadge.ts';
import type { FreshnessView } from './freshnessView.ts';

const repeatMs = 60_000;

/** Keeps the badge of the installed app true. The desktop app has a badge of its own, which its host keeps. */
export function useAppBadge({ watch }: FreshnessView): void {
  const inBrowser = useLive((state) => state.health?.host !== 'desktop');
  const unacknowledged = useLive((state) => state.overview?.open.unacknowledged ?? null);
  const badge = appBadge(watch, unacknowledged);
  // Said again now and then: a window that closes takes the badge of the others with it.
  const minute = useNow(repeatMs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the minute is the reason to say it again
  useEffect(() => {
    if (!inBrowser || badge === null || !('setAppBadge' in navigator)) return;
    const set = badge === 'flag' ? navigator.setAppBadge() : navigator.setAppBadge(badge);
    set.catch(() => {});
  }, [inBrowser, badge, minute]);
  useEffect(() => {
    if (!inBrowser || !('clearAppBadge' in navigator)) return;
    // A closed app watches nothing, and a number that nobody renews would be an old one.
    const clear = () => void navigator.clearAppBadge().catch(() => {});
    window.addEventListener('pagehide', clear);
    return () => window.removeEventListener('pagehide', clear);
  }, [inBrowser]);
}
