import { afterEach, describe, expect, it } from 'vitest';
import { Settings } from '../../../shared/settings.ts';
import { minutes } from '../../support/aWatch.ts';
import { type PopUpWatch, PopUpWatches } from '../../support/popUpWatch.ts';
import { RecordingNotifier } from '../../support/recordingNotifier.ts';

const watches = new PopUpWatches();
afterEach(async () => expect(await watches.end()).toBe(0));

const hour = minutes(60);
/** It is noon: these hours are on, until two. */
const quietHours = { ...Settings.parse({}).popUps.quietHours, enabled: true, from: '11:00', to: '14:00' };

/** Five minutes go by in which these alerts go on, so often. */
async function goOn(watch: PopUpWatch, times: number, ...alerts: Parameters<PopUpWatch['fire']>): Promise<void> {
  for (let window = 0; window < times; window++) {
    await watch.clock.advance(minutes(5));
    await watch.fire(...alerts);
  }
}

describe('quiet hours', () => {
  it('hold everything back but critical ones, and tell of the rest when they end', async () => {
    const watch = await watches.live({ settings: { quietHours } });
    await watch.fire(['one', 'high'], ['two', 'critical']);
    expect(watch.face.titles()).toEqual(['Critical · Two']);
    expect(watch.logOf('one')).toEqual(['firing heldBack quietHours']);
    const entry = watch.store.book.detail(watch.idOf('one'))?.notificationLog.find(({ heldBack }) => heldBack);
    expect(entry?.detail).toBe('Quiet hours until 14:00.');
    await goOn(watch, 23, ['one', 'high']);
    expect(watch.face.titles()).not.toContain('High · One');
    await goOn(watch, 1, ['one', 'high']);
    await watch.clock.advance(minutes(1));
    expect(watch.face.titles()).toContain('High · One');
  });

  it('hold critical ones too where the person says so', async () => {
    const watch = await watches.live({ settings: { quietHours: { ...quietHours, criticalBreaksThrough: false } } });
    await watch.fire(['two', 'critical']);
    expect(watch.face.shown).toEqual([]);
    expect(watch.slack.told()).toEqual(['firing critical']);
  });

  it('say nothing at their end of what is over, or what somebody has by then', async () => {
    const watch = await watches.live({ settings: { quietHours } });
    await watch.fire(['one', 'high'], ['two', 'high'], ['three', 'high']);
    watch.acknowledge('two');
    watch.snooze(4 * hour, 'three');
    await goOn(watch, 25, ['two', 'high'], ['three', 'high']);
    expect(watch.face.shown).toEqual([]);
    expect(watch.logOf('two').at(-1)).toBe('firing heldBack acknowledged');
  });

  it('tell all that waited for their end at once', async () => {
    const watch = await watches.live({ settings: { quietHours } });
    await watch.fire(['one', 'high'], ['two', 'high']);
    await goOn(watch, 12, ['one', 'high'], ['two', 'high'], ['three', 'high'], ['four', 'high']);
    await goOn(watch, 12, ['one', 'high'], ['two', 'high'], ['three', 'high'], ['four', 'high'], ['five', 'high']);
    await watch.clock.advance(minutes(1));
    expect(watch.face.titles()).toEqual(['5 new alerts · 5 high']);
  });

  it('hold a rise back and tell of it at their end', async () => {
    const watch = await watches.live({
      settings: { quietHours: { ...quietHours, from: '12:01', criticalBreaksThrough: false } },
    });
    await watch.fire(['one', 'high']);
    await goOn(watch, 22, ['one', 'critical']);
    expect(watch.face.titles()).toEqual(['High · One']);
    await goOn(watch, 2, ['one', 'critical']);
    await watch.clock.advance(minutes(1));
    expect(watch.face.titles()).toEqual(['High · One', 'Raised to critical · One']);
  });
});

describe('a pause', () => {
  it('holds even critical ones back until its time, and tells of them then', async () => {
    const watch = await watches.live();
    expect(watch.monitor.pausePopUps(watch.clock.now() + minutes(20))).toEqual({ ok: true, value: null });
    expect(watch.monitor.health().popUpsPausedUntil).toBe('2026-03-10T12:20:00.000Z');
    await watch.fire(['one', 'critical']);
    expect(watch.logOf('one')).toEqual(['firing heldBack quietHours']);
    const entry = watch.store.book.detail(watch.idOf('one'))?.notificationLog.find(({ heldBack }) => heldBack);
    expect(entry?.detail).toBe('Pop-ups are paused until 12:20.');
    await watch.clock.advance(minutes(19));
    expect(watch.face.shown).toEqual([]);
    await watch.clock.advance(minutes(2));
    expect(watch.face.titles()).toEqual(['Critical · One']);
    expect(watch.monitor.health().popUpsPausedUntil).toBeNull();
    expect(watch.slack.told()).toEqual(['firing critical']);
  });

  it('that is ended early tells of it at once', async () => {
    const watch = await watches.live({
      settings: { severities: { critical: true, high: true, medium: true, low: true } },
    });
    watch.monitor.pausePopUps(watch.clock.now() + 5 * hour);
    await watch.fire(['one', 'critical'], ['two', 'low']);
    watch.acknowledge('one');
    await watch.fire(['three', 'medium']);
    watch.monitor.pausePopUps(null);
    await watch.clock.advance(0);
    expect(watch.face.titles()).toEqual(['Medium · Three', 'Low · Two']);
    expect(watch.monitor.health().popUpsPausedUntil).toBeNull();
  });

  it('that is made shorter ends at its new time', async () => {
    const watch = await watches.live();
    watch.monitor.pausePopUps(watch.clock.now() + 5 * hour);
    await watch.fire(['one', 'critical']);
    watch.monitor.pausePopUps(watch.clock.now() + minutes(10));
    await watch.clock.advance(minutes(9));
    expect(watch.face.shown).toEqual([]);
    await watch.clock.advance(minutes(2));
    expect(watch.face.titles()).toEqual(['Critical · One']);
  });

  it('that is made longer holds on', async () => {
    const watch = await watches.live();
    watch.monitor.pausePopUps(watch.clock.now() + minutes(10));
    await watch.fire(['one', 'critical']);
    watch.monitor.pausePopUps(watch.clock.now() + minutes(25));
    await watch.clock.advance(minutes(24));
    expect(watch.face.shown).toEqual([]);
    await watch.clock.advance(minutes(2));
    expect(watch.face.titles()).toEqual(['Critical · One']);
  });

  it('lasts over a restart', async () => {
    const before = await watches.live();
    before.monitor.pausePopUps(before.clock.now() + minutes(20));
    const watch = await watches.restarted(before);
    expect(watch.monitor.health().popUpsPausedUntil).toBe('2026-03-10T12:20:00.000Z');
    await watch.fire(['one', 'critical']);
    expect(watch.face.shown).toEqual([]);
    await watch.clock.advance(minutes(21));
    expect(watch.face.titles()).toEqual(['Critical · One']);
  });

  it('is not forgotten when a pop-up that was under way is written down', async () => {
    const watch = await watches.live();
    const { promise, resolve } = Promise.withResolvers<void>();
    watch.face.answer = async () => {
      await promise;
      return { ok: true };
    };
    await watch.fire(['one', 'critical']);
    watch.monitor.pausePopUps(watch.clock.now() + hour);
    resolve();
    await watch.clock.advance(0);
    const after = await watches.restarted(watch);
    expect(after.monitor.health().popUpsPausedUntil).not.toBeNull();
  });

  it('of more than a day is one day, and one that a changed clock made longer is none', async () => {
    const watch = await watches.live();
    watch.monitor.pausePopUps(watch.clock.now() + 72 * hour);
    expect(watch.monitor.health().popUpsPausedUntil).toBe('2026-03-11T12:00:00.000Z');
    watch.clock.jump(-10 * hour);
    expect(watch.monitor.health().popUpsPausedUntil).toBeNull();
  });

  it('cannot be had where nothing shows pop-ups', async () => {
    const watch = await watches.live({ overrides: {} });
    await watch.monitor.stop();
    const without = watch.again({ popUps: null });
    expect(without.monitor.pausePopUps(null)).toMatchObject({ ok: false, error: { code: 'notConfigured' } });
    expect(without.monitor.health().popUpsPausedUntil).toBeNull();
    await without.monitor.stop();
  });
});

describe('two receivers of one alert', () => {
  it('are each told in their own time: a reminder in Slack while the face is quiet, the face at its end', async () => {
    const watch = await watches.live({ settings: { quietHours: { ...quietHours, to: '12:20' } } });
    await watch.fire(['one', 'high']);
    await goOn(watch, 4, ['one', 'high']);
    await watch.clock.advance(minutes(1));
    expect(watch.face.titles()).toEqual(['High · One']);
    expect(watch.slack.told()).toEqual(['firing high']);
    await goOn(watch, 8, ['one', 'high']);
    expect(watch.slack.told()).toEqual(['firing high', 'repeat high']);
    expect(watch.face.titles()).toEqual(['High · One']);
    await goOn(watch, 4, ['one', 'high']);
    expect(watch.face.titles()).toEqual(['High · One', 'Still firing · High · One']);
  });

  it('keep their times when the other is decided on alone', async () => {
    const watch = await watches.live({ settings: { quietHours: { ...quietHours, to: '13:20' } } });
    await watch.fire(['one', 'high']);
    // The face is looked at alone, twice, and waits for longer than Slack's reminder does.
    watch.monitor.pausePopUps(watch.clock.now() + 3 * hour);
    watch.monitor.pausePopUps(watch.clock.now() + 2 * hour);
    watch.monitor.pausePopUps(null);
    watch.engine.standing = { ok: false, error: { code: 'unreachable', retryable: true, message: 'Away.' } };
    await watch.clock.advance(minutes(61));
    expect(watch.slack.told()).toEqual(['firing high', 'repeat high']);
    await watch.clock.advance(minutes(20));
    expect(watch.face.titles()).toEqual(['High · One']);
  });

  it('do not hold up each other: a message that waits for one is no reason to hold back from the other', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'high']);
    await goOn(watch, 13, ['one', 'high']);
    expect(watch.slack.told()).toEqual(['firing high', 'repeat high']);
    expect(watch.logOf('one').slice(0, 3)).toEqual([
      'firing pending',
      'firing heldBack deduplicated',
      'repeat heldBack deduplicated',
    ]);
  });

  it('do not stand in for each other: Slack that is set up later is told of what the face knows', async () => {
    const before = await watches.live({ overrides: { receivers: [] } });
    await before.fire(['one', 'high']);
    const notifier = new RecordingNotifier();
    const watch = await watches.restarted(before, { overrides: { receivers: [{ name: 'slack', notifier }] } });
    expect(notifier.told()).toEqual(['firing high']);
    expect(watch.face.titles()).toEqual(['High · One']);
  });

  it('do not lead each other astray: an alert that grows milder stays in the channel that it was told in', async () => {
    const critical = new RecordingNotifier();
    const fallback = new RecordingNotifier();
    const receivers = [
      { name: 'slack-critical', notifier: critical },
      { name: 'slack', notifier: fallback },
    ];
    const watch = await watches.live({ overrides: { receivers } });
    watch.monitor.pausePopUps(watch.clock.now() + minutes(5));
    await watch.fire(['one', 'critical']);
    await watch.clock.advance(minutes(6));
    expect(watch.face.titles()).toEqual(['Critical · One']);
    await watch.fire(['one', 'high']);
    await watch.clock.advance(minutes(31));
    expect(critical.told()).toEqual(['firing critical', 'resolved critical']);
    expect(fallback.told()).toEqual([]);
  });

  it('are counted apart in the log: what is held back running is one line for each', async () => {
    const watch = await watches.live();
    await watch.fire(['one', 'high']);
    for (let window = 0; window < 5; window++) {
      await watch.clock.advance(minutes(2));
      await watch.fire(['one', 'high']);
    }
    expect(watch.logOf('one')).toEqual(['firing sent', 'firing heldBack deduplicated']);
    expect(watch.logOf('one', 'slack')).toEqual(['firing sent', 'firing heldBack deduplicated']);
  });
});

describe('a clock that is set back', () => {
  it('makes a pause no longer, and tells at its end of what waited for it', async () => {
    const watch = await watches.live();
    watch.monitor.pausePopUps(watch.clock.now() + hour);
    await watch.fire(['one', 'critical']);
    watch.clock.jump(-10 * hour);
    await watch.clock.advance(minutes(50));
    expect(watch.face.shown).toEqual([]);
    await watch.clock.advance(minutes(11));
    expect(watch.face.titles()).toEqual(['Critical · One']);
  });

  it('does not end a pause, nor bring it back when it comes to the old time again', async () => {
    const watch = await watches.live();
    watch.monitor.pausePopUps(watch.clock.now() + 23 * hour);
    watch.clock.jump(-5 * hour);
    await watch.clock.advance(minutes(1));
    expect(watch.monitor.health().popUpsPausedUntil?.slice(0, 16)).toBe('2026-03-11T06:00');
    await watch.clock.advance(23 * hour);
    expect(watch.monitor.health().popUpsPausedUntil).toBeNull();
    await watch.clock.advance(3 * hour);
    expect(watch.monitor.health().popUpsPausedUntil).toBeNull();
  });

  it('lets quiet hours end by the clock as it is now', async () => {
    const watch = await watches.live({ settings: { quietHours } });
    watch.clock.jump(24 * 30 * hour);
    await watch.clock.advance(minutes(1));
    await watch.fire(['one', 'high']);
    watch.clock.jump(-24 * 30 * hour);
    await watch.clock.advance(2 * hour + minutes(1));
    expect(watch.face.titles()).toEqual(['High · One']);
  });
});

describe('the end of a pause', () => {
  it('is a change of the health, also when nothing was held', async () => {
    const watch = await watches.live();
    const before = await watches.restarted(watch);
    before.monitor.pausePopUps(before.clock.now() + minutes(20));
    const after = await watches.restarted(before, {
      overrides: {
        policy: {
          ...{ intervalMs: hour, sourceDeadlineMs: 10_000, minSeverity: 'high', currency: 'USD' },
          ...{ deduplicationMs: minutes(15), repeatMs: null, remindMs: null },
        },
      },
    });
    await after.clock.advance(minutes(20) - 1);
    const told = () => after.changes.filter(({ kind }) => kind === 'health').length;
    const count = told();
    await after.clock.advance(5001);
    expect(told()).toBe(count + 1);
    expect(after.monitor.health().popUpsPausedUntil).toBeNull();
    await after.clock.advance(minutes(5));
    expect(told()).toBe(count + 1);
  });

  it('that came while the machine slept tells of it at the waking', async () => {
    const watch = await watches.live();
    watch.monitor.pausePopUps(watch.clock.now() + minutes(20));
    await watch.fire(['one', 'critical']);
    watch.monitor.setAway(true);
    watch.clock.jump(minutes(25));
    watch.monitor.setAway(false);
    await watch.clock.advance(5000);
    expect(watch.face.titles()).toEqual(['Critical · One']);
    expect(watch.changes.at(-1)).toMatchObject({ kind: 'health' });
  });
});

describe('somebody who comes back in a pause', () => {
  it('gets no digest of what stands there already', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'critical'], ['two', 'critical']);
    watch.monitor.pausePopUps(watch.clock.now() + minutes(10));
    watch.monitor.setAway(false);
    await watch.clock.advance(0);
    expect(watch.face.titles()).toEqual(['Critical · One', 'Critical · Two']);
    expect(watch.face.standingTitles()).toEqual(['Critical · One', 'Critical · Two']);
  });
});

describe('an alert that grew worse in quiet than what somebody has', () => {
  it('is told at its end, though it was told to be as severe a moment before', async () => {
    const watch = await watches.live();
    await watch.window(['one', 'critical']);
    await watch.clock.advance(minutes(5));
    watch.monitor.pausePopUps(watch.clock.now() + minutes(8));
    await watch.window(['one', 'low']);
    watch.acknowledge('one');
    await watch.clock.advance(minutes(5));
    await watch.window(['one', 'critical']);
    expect(watch.face.titles()).toEqual(['Critical · One']);
    await watch.clock.advance(minutes(4));
    expect(watch.face.titles()).toEqual(['Critical · One', 'Raised to critical · One']);
  });
});
