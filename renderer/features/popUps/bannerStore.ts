import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PopUp } from '../../../shared/popUp.ts';

interface BannerState {
  /** What the page shows where the system does not; the newest last. */
  banners: readonly PopUp[];
  /** A sound was due, and the browser plays none before somebody has clicked or typed here. */
  soundBlocked: boolean;
}

export interface BannerStore extends StoreApi<BannerState> {
  /** One with the id of another takes its place. */
  show(popUp: PopUp): void;
  close(ids: readonly string[]): void;
}

export function createBannerStore(): BannerStore {
  const store = createStore<BannerState>(() => ({ banners: [], soundBlocked: false }));
  const without = (ids: readonly string[]) => store.getState().banners.filter(({ id }) => !ids.includes(id));
  return {
    ...store,
    show: (popUp) => store.setState({ banners: [...without([popUp.id]), popUp] }),
    close(ids) {
      const banners = without(ids);
      if (banners.length < store.getState().banners.length) store.setState({ banners });
    },
  };
}
