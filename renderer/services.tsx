import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { Api } from './api/client.ts';
import type { Live } from './api/live.ts';
import type { Router } from './routing/router.ts';
import type { DraftStore } from './store/draftStore.ts';
import type { LiveState, LiveStore } from './store/liveStore.ts';
import type { NoticeStore } from './store/noticeStore.ts';
import type { PendingStore } from './store/pendingStore.ts';
import type { Preferences, PreferencesStore } from './store/preferences.ts';

/** What the composition root builds once and every component may use. */
export interface Services {
  api: Api;
  live: Live;
  router: Router;
  liveStore: LiveStore;
  pendingStore: PendingStore;
  noticeStore: NoticeStore;
  drafts: DraftStore;
  preferences: PreferencesStore;
  /** Holds the whole interface: ids, focus and keys are looked for in it. The page, or a shadow root inside another's. */
  root: Document | ShadowRoot;
  /** Puts text on the clipboard; false where that is not allowed. */
  copyText: (text: string) => Promise<boolean>;
}

const ServicesContext = createContext<Services | null>(null);

export function ServicesProvider({ services, children }: { services: Services; children: ReactNode }) {
  return <ServicesContext value={services}>{children}</ServicesContext>;
}

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('useServices needs a ServicesProvider above it.');
  return services;
}

/** A part of what the stream has told; the component renders again only when that part changes. */
export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(useServices().liveStore, select);
}

export function usePreferences<T>(select: (preferences: Preferences) => T): T {
  return useStore(useServices().preferences, select);
}
