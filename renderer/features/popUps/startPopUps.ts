import type { Health } from '../../../shared/health.ts';
import { needsNobody } from '../../../shared/muting.ts';
import { browserTimers } from '../../api/timers.ts';
import type { Services } from '../../services.tsx';
import { keepAttending } from './attendance.ts';
import { type BannerStore, createBannerStore } from './bannerStore.ts';
import { followPopUps, type TabMessage } from './followPopUps.ts';
import { leadTabs } from './leadTabs.ts';
import { createSounds } from './sounds.ts';
import { createSystemFace } from './systemFace.ts';

/** Pop-ups of this page while it shows them. */
export interface PopUps {
  banners: BannerStore;
  /** The person has seen these banners, here and in the other tabs. */
  dismiss(ids: readonly string[]): void;
  stop(): void;
}

/** Puts the parts together over this browser. */
export function startPopUps({ api, liveStore, router }: Services, host: Health['host']): PopUps {
  const banners = createBannerStore();
  const page = crypto.randomUUID?.() ?? `page-${Math.random().toString(36).slice(2)}`;
  const channel = new BroadcastChannel('watchkeeper.popUps');
  const sounds = createSounds({
    makeContext: () => new AudioContext(),
    mayPlay: () => host === 'desktop' || (navigator.userActivation?.hasBeenActive ?? true),
    timers: browserTimers,
  });
  const open = (path: string) => {
    window.focus();
    router.navigate(path);
  };
  const follower = followPopUps({
    host,
    liveStore,
    banners,
    system: createSystemFace({
      registration: activeRegistration,
      makeNotification: (title, options) => new Notification(title, options),
      onClick: open,
      timers: browserTimers,
    }),
    systemShows: () => 'Notification' in window && Notification.permission === 'granted',
    sounds,
    say: (message: TabMessage) => channel.postMessage(message),
    // The desktop app has one page, and its lock may still be held by the one that has just crashed.
    lead: (onLeading) => leadTabs(host === 'desktop' ? undefined : navigator.locks, onLeading),
    attend: () => {
      const attendance = keepAttending(() => api.popUps.attend({ page, attending: true }), browserTimers);
      // A page that goes has no time for an answer. One that comes back out of the browser's memory says so.
      const leave = () => sayGoodbye(page);
      window.addEventListener('pagehide', leave);
      window.addEventListener('pageshow', attendance.renew);
      return {
        renew: attendance.renew,
        stop() {
          window.removeEventListener('pagehide', leave);
          window.removeEventListener('pageshow', attendance.renew);
          attendance.stop();
          leave();
        },
      };
    },
    isOver: async (id) => {
      const asked = await api.alerts.get({ id }).catch(() => null);
      return asked !== null && needsNobody(asked, Date.now());
    },
    now: () => Date.now(),
  });
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => follower.hear(data);

  const heard = () => banners.setState({ soundBlocked: false });
  for (const gesture of gestures) window.addEventListener(gesture, heard, { passive: true });

  return {
    banners,
    dismiss(ids) {
      banners.close(ids);
      channel.postMessage({ kind: 'dismissed', ids: [...ids] } satisfies TabMessage);
      // Not kept: it is shown again at worst, to a page that is opened later.
      api.popUps.dismiss({ ids: [...ids] }).catch(() => {});
    },
    stop() {
      follower.stop();
      sounds.stop();
      channel.close();
      for (const gesture of gestures) window.removeEventListener(gesture, heard);
    },
  };
}

/** What browsers take for somebody being there. */
const gestures = ['pointerdown', 'keydown'] as const;

async function activeRegistration(): Promise<ServiceWorkerRegistration | null> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return registration?.active ? registration : null;
}

function sayGoodbye(page: string): void {
  void fetch('/api/pop-ups/attend', {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ page, attending: false }),
  }).catch(() => {});
}
