import { Notification } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { popUpIdOf, summaryId } from '../../../../core/notify/popUps/composePopUp.ts';
import { listenForActivations } from '../../../../electron/popUps/activation.ts';
import { createBannerDesk } from '../../../../electron/popUps/bannerDesk.ts';
import { createDesktopPopUps } from '../../../../electron/popUps/desktopPopUps.ts';
import { createPopUpAnswers } from '../../../../electron/popUps/popUpAnswers.ts';
import { aPopUp } from '../../../support/aPopUp.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import type { Platform } from '../../../support/electron/world.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { recordingLog } from '../../../support/recordingLog.ts';

const systems = ['linux', 'win32', 'darwin'] as const;

function begin(platform: Platform, { ready = true } = {}) {
  standIn.reset({ platform });
  if (ready) standIn.becomeReady();
  const clock = new ManualClock();
  const does = { open: vi.fn(), acknowledge: vi.fn(), snooze: vi.fn() };
  const answer = createPopUpAnswers({ ...does, clock });
  const banners = createBannerDesk(() => {});
  const fellBack = vi.fn();
  const play = vi.fn();
  const log = recordingLog();
  const face = createDesktopPopUps({ answer, banners, fellBack, play, clock, log, platform });
  return { clock, ...does, answer, banners, fellBack, play, log, face };
}

describe.each(systems)('on %s a pop-up', (platform) => {
  it('is shown by the system, with its title and text as they are', async () => {
    const { face, banners } = begin(platform);
    expect(await face.show(aPopUp())).toEqual({ ok: true });
    expect(standIn.notifications()).toMatchObject([
      { id: 'p1', title: 'Critical · Revenue drop', body: '$245, expected $1,850 (−87 %) since 14:35' },
    ]);
    expect(banners.shown()).toEqual([]);
    expect(face.problem()).toBeNull();
  });

  it('opens the details of its alert, also minutes later', async () => {
    const { face, open, clock } = begin(platform);
    await face.show(aPopUp());
    await clock.advance(10 * 60_000);
    expect(await standIn.click('p1')).toBe(true);
    expect(open).toHaveBeenCalledExactlyOnceWith('/alerts/a1');
  });

  it('acknowledges and snoozes through its buttons', async () => {
    const { face, acknowledge, snooze, clock } = begin(platform);
    await face.show(aPopUp());
    expect(standIn.notifications()[0]?.actions).toEqual(['Acknowledge', 'Snooze 30 min']);
    await standIn.act('p1', 0);
    expect(acknowledge).toHaveBeenCalledExactlyOnceWith(['a1']);
    await face.show(aPopUp({ id: 'p2', alertIds: ['a2'] }));
    await standIn.act('p2', 1);
    expect(snooze).toHaveBeenCalledExactlyOnceWith(['a2'], clock.now() + 1_800_000);
  });

  it('that sums up several has no buttons, and leads to the list', async () => {
    const { face, open } = begin(platform);
    await face.show(aPopUp({ kind: 'summary', alertIds: ['a1', 'a2', 'a3', 'a4'] }));
    expect(standIn.notifications()[0]?.actions).toEqual([]);
    await standIn.click('p1');
    expect(open).toHaveBeenCalledExactlyOnceWith('/alerts');
  });

  it('that tells of an end has no buttons, and still leads to its alert', async () => {
    const { face, open } = begin(platform);
    await face.show(aPopUp({ title: 'Resolved · Revenue drop', stays: false, actionable: false }));
    expect(standIn.notifications()[0]?.actions).toEqual([]);
    await standIn.click('p1');
    expect(open).toHaveBeenCalledExactlyOnceWith('/alerts/a1');
  });

  it('stays until it is dismissed when it should, and not otherwise', async () => {
    const { face } = begin(platform);
    await face.show(aPopUp());
    await face.show(aPopUp({ id: 'p2', severity: 'high', stays: false }));
    // Critical, but the person does not want these to stay, or it is over.
    await face.show(aPopUp({ id: 'p3', stays: false }));
    expect(standIn.notifications()).toMatchObject([
      { urgency: 'critical', timeoutType: 'never' },
      { urgency: 'normal', timeoutType: 'default' },
      { urgency: 'normal', timeoutType: 'default' },
    ]);
  });

  it('goes when it is over, and takes the place of one with the same id', async () => {
    const { face } = begin(platform);
    await face.show(aPopUp());
    await face.show(aPopUp({ title: 'Critical · again' }));
    expect(standIn.notifications().map((shown) => shown.title)).toEqual(['Critical · again']);
    face.close(['p1', 'unknown']);
    expect(standIn.notifications()).toEqual([]);
  });

  it('is silent when it should be', async () => {
    const { face } = begin(platform);
    await face.show(aPopUp({ sound: 'none' }));
    expect(standIn.notifications()[0]).toMatchObject({ silent: true, sound: '' });
  });

  it('appears in the window where the system supports none, and nothing is lost', async () => {
    const { face, banners, fellBack } = begin(platform);
    standIn.supportNotifications(false);
    expect(await face.show(aPopUp())).toEqual({ ok: true });
    expect(banners.shown()).toEqual([aPopUp()]);
    expect(fellBack).toHaveBeenCalledExactlyOnceWith(aPopUp());
    face.close(['p1']);
    expect(banners.shown()).toEqual([]);
  });

  it('appears in the window while the app is not ready, instead of throwing', async () => {
    const { face, banners } = begin(platform, { ready: false });
    expect(await face.show(aPopUp())).toEqual({ ok: true });
    expect(banners.shown()).toEqual([aPopUp()]);
  });

  it('is refused once and shown the next time: the banner and the notice go', async () => {
    const { face, banners, clock, log } = begin(platform);
    standIn.failNotifications('not allowed');
    for (const id of ['p1', 'p2']) {
      const shown = face.show(aPopUp({ id }));
      await clock.advance(3000);
      await shown;
    }
    expect(face.problem()).toMatch(/shows no notifications/);
    expect(log.lines.filter((line) => line.level === 'warn')).toHaveLength(1);
    standIn.failNotifications(null);
    await face.show(aPopUp());
    expect(face.problem()).toBeNull();
    expect(banners.shown().map((banner) => banner.id)).toEqual(['p2']);
  });

  it('takes an id of the longest length there may be', async () => {
    const { face } = begin(platform);
    await face.show(aPopUp({ id: 'x'.repeat(64) }));
    expect(standIn.notifications()).toHaveLength(1);
    expect(face.problem()).toBeNull();
  });

  it('does not pile up where the system never tells that one was closed', async () => {
    const { face, open } = begin(platform);
    standIn.tellOfClosedNotifications(false);
    for (let index = 0; index < 250; index++) await face.show(aPopUp({ id: `p${index}` }));
    expect(await standIn.click('p0')).toBe(false);
    expect(await standIn.click('p249')).toBe(true);
    expect(open).toHaveBeenCalledOnce();
  });

  it('leaves no timer behind', async () => {
    const { face, clock } = begin(platform);
    await face.show(aPopUp());
    await standIn.dismiss('p1');
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('on macOS', () => {
  it('says what to do when it is refused, which is what an unsigned build gets', async () => {
    const { face, banners } = begin('darwin');
    standIn.failNotifications('UNErrorDomain 1');
    await face.show(aPopUp());
    expect(banners.shown()).toEqual([aPopUp()]);
    expect(face.problem()).toMatch(/unsigned or not allowed.*System Settings → Notifications/);
  });

  it('names the sound, and cuts a text where the cut is seen', async () => {
    const { face } = begin('darwin');
    await face.show(aPopUp({ body: 'x'.repeat(400) }));
    expect(standIn.notifications()[0]).toMatchObject({ sound: 'watchkeeper-alarm.wav', silent: false });
    expect(standIn.notifications()[0]?.body).toMatch(/^x{239}…$/);
  });

  it.each([
    [popUpIdOf('a7'), '/alerts/a7'],
    [summaryId, '/'],
  ])('takes up what an earlier run left behind: a click on %s leads to %s', async (id, path) => {
    const { face, open } = begin('darwin');
    new Notification({ id, title: 'from before' }).show();
    await face.adopt();
    expect(await standIn.click(id)).toBe(true);
    expect(open).toHaveBeenCalledExactlyOnceWith(path);
  });
});

describe('on Linux', () => {
  it('plays the sound itself', async () => {
    const { face, play } = begin('linux');
    await face.show(aPopUp({ sound: 'chime' }));
    expect(play).toHaveBeenCalledExactlyOnceWith('chime');
  });

  it('takes silence as a no, because without a notification service nothing is said', async () => {
    const { face, banners, clock, play } = begin('linux');
    standIn.failNotifications('no service');
    const shown = face.show(aPopUp());
    await clock.advance(2999);
    expect(banners.shown()).toEqual([]);
    await clock.advance(1);
    expect(await shown).toEqual({ ok: true });
    expect(banners.shown()).toEqual([aPopUp()]);
    expect(play).not.toHaveBeenCalled();
  });

  it('shows nothing in the window of what was over before the system said a word, and blames nobody', async () => {
    const { face, banners, fellBack, clock, play } = begin('linux');
    standIn.failNotifications('no service');
    const shown = face.show(aPopUp());
    face.close(['p1']);
    expect(await shown).toEqual({ ok: true });
    await clock.advance(3000);
    expect([banners.shown(), fellBack.mock.calls, play.mock.calls]).toEqual([[], [], []]);
    expect([face.problem(), clock.pendingTimers]).toEqual([null, 0]);
  });

  it('waits less for a service that said nothing the last time, and takes its late word all the same', async () => {
    const { face, banners, clock } = begin('linux');
    standIn.failNotifications('no service');
    const first = face.show(aPopUp());
    await clock.advance(3000);
    await first;
    const made = vi.spyOn(Notification.prototype, 'show');
    const second = face.show(aPopUp({ id: 'p2' }));
    await clock.advance(300);
    await second;
    expect(banners.shown().map(({ id }) => id)).toEqual(['p1', 'p2']);
    (made.mock.contexts[0] as Notification).emit('show', {});
    expect(banners.shown().map(({ id }) => id)).toEqual(['p1']);
    expect(face.problem()).toBeNull();
  });

  it('writes no markup', async () => {
    const { face } = begin('linux');
    await face.show(aPopUp({ body: 'R&D <a href="https://evil.example">click</a>' }));
    expect(standIn.notifications()[0]?.body).toBe('R&amp;D &lt;a href="https://evil.example">click&lt;/a>');
  });
});

describe('on Windows', () => {
  it('answers a toast whose run is over, the one that started the app included', () => {
    const { answer, open, acknowledge } = begin('win32');
    standIn.activate({ type: 'click', arguments: 'type=click&popUp=old&do=open&alerts=a7' });
    listenForActivations(answer, 'win32');
    expect(open).toHaveBeenCalledExactlyOnceWith('/alerts/a7');
    standIn.activate({ type: 'action', actionIndex: 0, arguments: 'type=action&popUp=older&do=acknowledge&alerts=a8' });
    expect(acknowledge).toHaveBeenCalledExactlyOnceWith(['a8']);
  });

  it('takes a click once that is told to the object and to the app', async () => {
    const { answer, face, open } = begin('win32');
    listenForActivations(answer, 'win32');
    await face.show(aPopUp());
    standIn.activate({ type: 'click', arguments: 'type=click&popUp=p1&do=open&alerts=a1' });
    await standIn.click('p1');
    expect(open).toHaveBeenCalledExactlyOnceWith('/alerts/a1');
  });

  it('carries its own arguments in every toast', async () => {
    const made = vi.spyOn(Notification.prototype, 'show');
    const { face } = begin('win32');
    await face.show(aPopUp());
    expect(made.mock.contexts.map((toast) => (toast as Notification).toastXml)[0]).toContain('popUp=p1&amp;do=open');
  });

  it('can still be clicked once the system has moved it to its list', async () => {
    const made = vi.spyOn(Notification.prototype, 'show');
    const { face, open } = begin('win32');
    await face.show(aPopUp());
    (made.mock.contexts[0] as Notification).emit('close', { reason: 'timedOut' });
    expect(await standIn.click('p1')).toBe(true);
    expect(open).toHaveBeenCalledOnce();
  });
});

it('activations of other systems are not asked for, where there are none', () => {
  const { answer } = begin('linux');
  expect(() => listenForActivations(answer, 'linux')).not.toThrow();
});
