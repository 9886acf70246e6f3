import type { PopUp, Sound } from '../../../shared/popUp.ts';
import type { LiveStore } from '../../store/liveStore.ts';
import type { Attendance } from './attendance.ts';
import type { BannerStore } from './bannerStore.ts';
import type { Sounds } from './sounds.ts';
import type { SystemFace } from './systemFace.ts';

/** What the tabs of one browser tell each other. */
export type TabMessage =
  | { kind: 'shown'; id: string }
  | { kind: 'failed'; popUp: PopUp }
  | { kind: 'dismissed'; ids: string[] };

export interface FollowOptions {
  host: 'browser' | 'desktop';
  liveStore: LiveStore;
  banners: BannerStore;
  system: SystemFace;
  /** Whether the system shows notifications of this page; asked anew for each. */
  systemShows: () => boolean;
  sounds: Sounds;
  /** To the other tabs. */
  say: (message: TabMessage) => void;
  /** Calls back once this tab speaks for all of them; returns how to stand back. */
  lead: (onLeading: () => void) => () => void;
  attend: () => Attendance;
  /** Whether nobody needs to be told of this alert any more; what cannot be known is not over. */
  isOver: (alertId: string) => Promise<boolean>;
  now: () => number;
}

export interface PopUpFollower {
  hear(message: TabMessage): void;
  stop(): void;
}

/** A tab that takes over shows what its forerunner had no time for; what is older was surely shown. */
const handOverMs = 10_000;

/**
 * Takes what the host wants shown to where it can be seen: to the system's notifications by the one tab that leads, or
 * to every page as a banner where the system shows none. In the desktop app the host itself asks the system first, and
 * pages get only what it would not show.
 */
export function followPopUps(options: FollowOptions): PopUpFollower {
  const { host, liveStore, banners, system, sounds, say, now } = options;
  let leading = false;
  let attendance: Attendance | undefined;
  let work = Promise.resolve();
  /** Arrived while another tab led, which may just be closing. */
  const waiting = new Map<string, { popUp: PopUp; at: number }>();
  const shownElsewhere = new Map<string, number>();
  /** Shown by whichever tab, to be acted on, and not known to be over. */
  const standing = new Map<string, PopUp>();

  // One after the other, or a pop-up that is over at once could be closed before it is shown.
  const inTurn = (step: () => Promise<void>) => {
    work = work.then(step).catch(() => {});
  };
  const ring = async (sound: Sound) => {
    if ((await sounds.play(sound)) === 'blocked') banners.setState({ soundBlocked: true });
  };

  const present = (popUp: PopUp) =>
    inTurn(async () => {
      // Systems have one sound for everything, if any: an alarm is the page's own wherever it may be heard.
      const rung = popUp.sound === 'alarm' && (await sounds.play('alarm')) === 'played';
      if (await system.show(popUp, rung || popUp.sound === 'none')) {
        say({ kind: 'shown', id: popUp.id });
        return;
      }
      say({ kind: 'failed', popUp });
      banners.show(popUp);
      if (!rung) await ring(popUp.sound);
    });

  const arrive = (popUp: PopUp) => {
    if (popUp.actionable) standing.set(popUp.id, popUp);
    else standing.delete(popUp.id);
    const asBanner = host === 'desktop' || !options.systemShows();
    if (asBanner) {
      banners.show(popUp);
      if (leading) inTurn(() => ring(popUp.sound));
    } else if (leading) {
      present(popUp);
    } else if (now() - (shownElsewhere.get(popUp.id) ?? Number.NEGATIVE_INFINITY) > handOverMs) {
      waiting.set(popUp.id, { popUp, at: now() });
    }
  };
  const end = (ids: readonly string[]) => {
    banners.close(ids);
    for (const id of ids) {
      waiting.delete(id);
      standing.delete(id);
    }
    if (leading && ids.length > 0) inTurn(() => system.close(ids));
  };

  /** What was over while this page was cut off was closed unheard. */
  const catchUp = async () => {
    for (const popUp of [...standing.values()]) {
      const isOver = await areAll(popUp.alertIds, options.isOver);
      if (isOver && standing.get(popUp.id) === popUp) end([popUp.id]);
    }
  };

  // The desktop host keeps what is not dismissed and tells it to a page that has just been opened, which makes no noise.
  if (host === 'desktop') for (const popUp of liveStore.getState().popUps) banners.show(popUp);
  const unsubscribe = liveStore.subscribe((state, before) => {
    if (state.connection.state === 'connected' && before.connection.state !== 'connected') attendance?.renew();
    if (state.lastPopUps !== null && state.lastPopUps !== before.lastPopUps) {
      end(state.lastPopUps.close);
      for (const popUp of state.lastPopUps.show) arrive(popUp);
    } else if (state.lastPopUps === null && state.popUps !== before.popUps) {
      if (host === 'desktop') banners.setState({ banners: state.popUps });
      else void catchUp();
    }
  });

  const standBack = options.lead(() => {
    leading = true;
    if (host === 'browser') attendance = options.attend();
    for (const { popUp, at } of waiting.values()) if (now() - at <= handOverMs) present(popUp);
    waiting.clear();
  });

  return {
    hear(message) {
      if (message.kind === 'failed') banners.show(message.popUp);
      else if (message.kind === 'dismissed') banners.close(message.ids);
      else {
        for (const [id, at] of shownElsewhere) if (now() - at > handOverMs) shownElsewhere.delete(id);
        shownElsewhere.set(message.id, now());
        waiting.delete(message.id);
      }
    },
    stop() {
      unsubscribe();
      standBack();
      attendance?.stop();
    },
  };
}

async function areAll(alertIds: readonly string[], isSo: (alertId: string) => Promise<boolean>): Promise<boolean> {
  for (const id of alertIds) if (!(await isSo(id))) return false;
  return true;
}
