import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBannerStore } from '../../../../renderer/features/popUps/bannerStore.ts';
import {
  type FollowOptions,
  followPopUps,
  type PopUpFollower,
  type TabMessage,
} from '../../../../renderer/features/popUps/followPopUps.ts';
import { createLiveStore } from '../../../../renderer/store/liveStore.ts';
import type { Change } from '../../../../shared/change.ts';
import type { PopUp } from '../../../../shared/popUp.ts';
import { aPopUp } from '../../../support/aPopUp.ts';
import { ManualClock } from '../../../support/manualClock.ts';

let clock: ManualClock;
let tabs: { follower: PopUpFollower }[];
beforeEach(() => {
  clock = new ManualClock();
  tabs = [];
});
afterEach(() => {
  for (const { follower } of tabs) follower.stop();
});

interface TabOptions extends Partial<Pick<FollowOptions, 'host' | 'systemShows'>> {
  /** Whether it leads from the start. */
  leads?: boolean;
  systemRefuses?: boolean;
  /** What the browser answers to a sound. */
  sound?: 'played' | 'blocked';
  shownBefore?: PopUp[];
  /** Alerts that nobody needs to be told of any more. */
  over?: ReadonlySet<string>;
}

/** One page of a browser with its stream; `others` are told what it says, as the browser's channel does. */
function aTab(options: TabOptions = {}) {
  const liveStore = createLiveStore(0);
  const banners = createBannerStore();
  const log: string[] = [];
  const said: TabMessage[] = [];
  let startLeading = () => {};
  if (options.shownBefore) liveStore.apply(aSnapshot(options.shownBefore), 0);
  const follower: PopUpFollower = followPopUps({
    host: options.host ?? 'browser',
    liveStore,
    banners,
    system: {
      async show(popUp, silent) {
        log.push(`show ${popUp.id}${silent ? ' silently' : ''}`);
        return !options.systemRefuses;
      },
      async close(ids) {
        log.push(`close ${ids.join(' ')}`);
      },
    },
    systemShows: options.systemShows ?? (() => true),
    sounds: {
      async play(sound) {
        if (sound !== 'none') log.push(`${sound} ${options.sound ?? 'played'}`);
        return sound === 'none' ? 'none' : (options.sound ?? 'played');
      },
      stop() {},
    },
    say(message) {
      said.push(message);
      for (const tab of tabs) if (tab.follower !== follower) tab.follower.hear(message);
    },
    lead(onLeading) {
      startLeading = onLeading;
      return () => log.push('stood back');
    },
    attend() {
      log.push('attends');
      return { renew: () => log.push('attends again'), stop: () => log.push('leaves') };
    },
    isOver: async (alertId) => options.over?.has(alertId) ?? false,
    now: () => clock.now(),
  });
  if (options.leads ?? true) startLeading();
  const tab = {
    follower,
    log,
    said,
    liveStore,
    lead: () => startLeading(),
    banners: () => banners.getState().banners.map(({ id }) => id),
    soundBlocked: () => banners.getState().soundBlocked,
    /** The page was cut off for so long that the host begins anew with what is now. */
    async catchUp() {
      liveStore.apply(aSnapshot([]), clock.now());
      await clock.advance(0);
    },
    async tell(show: PopUp[], close: string[] = []) {
      liveStore.apply({ kind: 'popUps', show, close }, clock.now());
      await clock.advance(0);
    },
  };
  tabs.push(tab);
  return tab;
}

const aSnapshot = (popUps: PopUp[]): Change =>
  ({ kind: 'snapshot', health: {}, overview: {}, demo: null, popUps }) as unknown as Change;

describe('a browser that shows notifications', () => {
  it('tells the host that somebody is there, and shows what comes', async () => {
    const tab = aTab();
    await tab.tell([aPopUp({ sound: 'chime' })]);
    expect(tab.log).toEqual(['attends', 'show p1']);
    expect(tab.banners()).toEqual([]);
  });

  it.each([
    ["an alarm is the page's own, and the system silent", aPopUp(), 'played', ['alarm played', 'show p1 silently']],
    ['an alarm that may not be heard is left to the system', aPopUp(), 'blocked', ['alarm blocked', 'show p1']],
    ["a chime is the system's", aPopUp({ sound: 'chime' }), 'played', ['show p1']],
    ['no sound is no sound', aPopUp({ sound: 'none' }), 'played', ['show p1 silently']],
  ] as const)('%s', async (_what, popUp, sound, log) => {
    const tab = aTab({ sound });
    await tab.tell([popUp]);
    expect(tab.log).toEqual(['attends', ...log]);
  });

  it('closes what is over, after it was shown, also what came before this page was opened', async () => {
    const tab = aTab();
    tab.liveStore.apply({ kind: 'popUps', show: [aPopUp({ sound: 'none' })], close: [] }, 0);
    await tab.tell([], ['p1', 'before']);
    expect(tab.log).toEqual(['attends', 'show p1 silently', 'close p1 before']);
  });

  it('shows inside every page, with sound, what the system refuses', async () => {
    const leader = aTab({ systemRefuses: true });
    const other = aTab({ leads: false });
    await leader.tell([aPopUp({ sound: 'chime' })]);
    expect(leader.log).toEqual(['attends', 'show p1', 'chime played']);
    expect(leader.banners()).toEqual(['p1']);
    expect(other.banners()).toEqual(['p1']);
    expect(other.log).toEqual([]);
  });

  it('tells the host again that it is there once the connection is back', async () => {
    const tab = aTab();
    const connection = (state: 'connected' | 'disconnected') =>
      tab.liveStore.setConnection({ state, since: 0, retryAt: null });
    connection('connected');
    connection('disconnected');
    connection('connected');
    expect(tab.log).toEqual(['attends', 'attends again', 'attends again']);
  });

  it('closes what was over while it was cut off, and leaves what is not', async () => {
    const over = new Set(['a1', 'a2']);
    const tab = aTab({ over });
    await tab.tell([
      aPopUp({ id: 'gone', alertIds: ['a1', 'a2'], sound: 'none' }),
      aPopUp({ id: 'half gone', alertIds: ['a1', 'a3'], sound: 'none' }),
      aPopUp({ id: 'good news', alertIds: ['a1'], sound: 'none', actionable: false }),
    ]);
    tab.log.length = 0;
    await tab.catchUp();
    expect(tab.log).toEqual(['close gone']);
    over.add('a3');
    await tab.catchUp();
    expect(tab.log).toEqual(['close gone', 'close half gone']);
    await tab.catchUp();
    expect(tab.log).toHaveLength(2);
  });

  it('stands back and leaves when it is turned off', async () => {
    const tab = aTab();
    tab.follower.stop();
    await tab.tell([aPopUp()]);
    expect(tab.log).toEqual(['attends', 'stood back', 'leaves']);
  });
});

describe('several tabs', () => {
  it('do not double: the one that leads shows', async () => {
    const leader = aTab();
    const other = aTab({ leads: false });
    await Promise.all([leader.tell([aPopUp()]), other.tell([aPopUp()])]);
    expect(other.log).toEqual([]);
    expect(leader.log).toContain('show p1 silently');
  });

  it('lose nothing when the leader closes before it has shown what came', async () => {
    const other = aTab({ leads: false });
    await other.tell([aPopUp({ sound: 'none' })]);
    await clock.advance(2000);
    other.lead();
    await clock.advance(0);
    expect(other.log).toEqual(['attends', 'show p1 silently']);
  });

  it.each(['before', 'after'] as const)(
    'do not show again what the leader says it has shown %s they heard of it',
    async (order) => {
      const other = aTab({ leads: false });
      const shown = () => other.follower.hear({ kind: 'shown', id: 'p1' });
      if (order === 'before') shown();
      await other.tell([aPopUp()]);
      if (order === 'after') shown();
      other.lead();
      await clock.advance(0);
      expect(other.log).toEqual(['attends']);
    },
  );

  it('do not show what is old or over when they take over', async () => {
    const other = aTab({ leads: false });
    await other.tell([aPopUp({ id: 'old' })]);
    await clock.advance(60_000);
    await other.tell([aPopUp({ id: 'over' })]);
    await other.tell([], ['over']);
    other.lead();
    await clock.advance(0);
    expect(other.log).toEqual(['attends']);
  });

  it('dismiss a banner together', async () => {
    const leader = aTab({ systemRefuses: true });
    const other = aTab({ leads: false });
    await leader.tell([aPopUp()]);
    leader.follower.hear({ kind: 'dismissed', ids: ['p1'] });
    expect(leader.banners()).toEqual([]);
    expect(other.banners()).toEqual(['p1']);
  });
});

describe('a browser without notifications', () => {
  const inPage = { systemShows: () => false };

  it('shows inside every page, with one sound', async () => {
    const leader = aTab(inPage);
    const other = aTab({ ...inPage, leads: false });
    await Promise.all([leader.tell([aPopUp()]), other.tell([aPopUp()])]);
    expect(leader.log).toEqual(['attends', 'alarm played']);
    expect(other.log).toEqual([]);
    expect([leader.banners(), other.banners()]).toEqual([['p1'], ['p1']]);
  });

  it('says that no sound may be heard yet', async () => {
    const tab = aTab({ ...inPage, sound: 'blocked' });
    await tab.tell([aPopUp()]);
    expect(tab.soundBlocked()).toBe(true);
  });

  it('keeps what is shown when the stream starts anew: this host does not keep it', async () => {
    const tab = aTab(inPage);
    await tab.tell([aPopUp()]);
    tab.liveStore.apply(aSnapshot([]), 0);
    expect(tab.banners()).toEqual(['p1']);
    await tab.tell([], ['p1']);
    expect(tab.banners()).toEqual([]);
  });

  it('one with the id of another takes its place', async () => {
    const tab = aTab(inPage);
    await tab.tell([aPopUp({ id: 'p1' }), aPopUp({ id: 'p2' }), aPopUp({ id: 'p1' })]);
    expect(tab.banners()).toEqual(['p2', 'p1']);
  });
});

describe('the page of the desktop app', () => {
  const desktop = { host: 'desktop' } as const;

  it('shows what the system would not, with sound, and does not claim to be a browser', async () => {
    const tab = aTab(desktop);
    await tab.tell([aPopUp()]);
    expect(tab.log).toEqual(['alarm played']);
    expect(tab.banners()).toEqual(['p1']);
  });

  it('opened later, shows without a sound what is not dismissed', async () => {
    const tab = aTab({ ...desktop, shownBefore: [aPopUp()] });
    await clock.advance(0);
    expect(tab.banners()).toEqual(['p1']);
    expect(tab.log).toEqual([]);
  });

  it('goes by the snapshot: what is not in it was dismissed', async () => {
    const tab = aTab({ ...desktop, shownBefore: [aPopUp({ id: 'p1' }), aPopUp({ id: 'p2' })] });
    tab.liveStore.apply(aSnapshot([aPopUp({ id: 'p2' })]), 0);
    expect(tab.banners()).toEqual(['p2']);
  });
});
