import type { PopUpDesk } from '../../core/api/hostPorts.ts';
import type { PopUp } from '../../shared/popUp.ts';

/** What the window shows because the system would not. */
export interface BannerDesk extends PopUpDesk {
  /** One with the id of another takes its place. */
  show(popUp: PopUp): void;
  close(ids: readonly string[]): void;
}

/** A window has no room for more; the alerts themselves are in its list. */
const mostBanners = 20;

/** `publish` takes a change to every page. */
export function createBannerDesk(publish: (show: PopUp[], close: string[]) => void): BannerDesk {
  const banners = new Map<string, PopUp>();

  function remove(ids: readonly string[]): number {
    const gone = ids.filter((id) => banners.delete(id));
    if (gone.length > 0) publish([], gone);
    return gone.length;
  }

  return {
    show(popUp) {
      banners.delete(popUp.id);
      banners.set(popUp.id, popUp);
      const tooMany = [...banners.keys()].slice(0, -mostBanners);
      for (const id of tooMany) banners.delete(id);
      publish([popUp], tooMany);
    },
    close: (ids) => void remove(ids),
    dismiss: remove,
    shown: () => [...banners.values()],
    // The system is asked first here, whatever pages there are.
    attend() {},
  };
}
