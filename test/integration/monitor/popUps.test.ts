import { afterEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../core/adapters/sqlite/openStore.ts';
import { failed } from '../../../shared/problem.ts';
import { Settings } from '../../../shared/settings.ts';
import { minutes } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { PopUpWatches } from '../../support/popUpWatch.ts';
import { RecordingFace } from '../../support/recordingFace.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { aFailure } from '../../support/recordingNotifier.ts';
import { successOf } from '../../support/successOf.ts';

const watches = new PopUpWatches();
afterEach(async () => expect(await watches.end()).toBe(0));

const types = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const fires = (count: number, severity: 'critical' | 'high' = 'high', from = 0) =>
  types.slice(from, from + count).map((type) => [type, severity] as [string, 'critical' | 'high']);

describe('what fires', () => {
  it('pops up as in the alert, beside what goes to Slack, and stands in the log', async () => {
    const watch = await watches.live();
    await watch.clock.advance(minutes(155));
    await watch.fire(['revenue_drop', 'critical']);
    expect(watch.face.shown).toEqual([
      {
        id: `alert-${watch.idOf('revenue_drop')}`,
        kind: 'alert',
        alertIds: [watch.idOf('revenue_drop')],
        severity: 'critical',
        title: 'Critical · Revenue drop',
        body: '$245, expected $1,850 (−87 %) since 14:35',
        sound: 'alarm',
        stays: true,
        actionable: true,
      },
    ]);
    expect(watch.slack.told()).toEqual(['firing critical']);
    expect(watch.logOf('revenue_drop')).toEqual(['firing sent']);
    expect(watch.logOf('revenue_drop', 'slack')).toEqual(['firing sent']);
    expect(watch.monitor.health().receivers).toMatchObject([
      { name: 'slack', status: 'ok' },
      { name: 'desktop', kind: 'desktop', status: 'ok', pending: 0, lastError: null },
    ]);
  });

  it('pops up by its own severities, whatever Slack is told', async () => {
    const severities = { critical: true, high: false, medium: true, low: false };
    const watch = await watches.live({ settings: { severities } });
    await watch.fire(['one', 'high'], ['two', 'medium'], ['three', 'low']);
    expect(watch.face.titles()).toEqual(['Medium · Two']);
    expect(watch.slack.told()).toEqual(['firing high']);
    expect(watch.logOf('one')).toEqual(['firing heldBack belowMinimum']);
    expect(watch.logOf('two', 'slack')).toEqual(['firing heldBack belowMinimum']);
  });

  it('pops up once, and again when it grows worse or was left alone for an hour, in the same place', async () => {
    const watch = await watches.live();
    await watch.fire(['one', 'high']);
    for (let window = 0; window < 3; window++) {
      await watch.clock.advance(minutes(4));
      await watch.fire(['one', 'high']);
    }
    expect(watch.face.titles()).toEqual(['High · One']);
    expect(watch.logOf('one')).toEqual(['firing sent', 'firing heldBack deduplicated']);
    await watch.fire(['one', 'critical']);
    for (let window = 0; window < 7; window++) {
      await watch.clock.advance(minutes(10));
      await watch.fire(['one', 'critical']);
    }
    expect(watch.face.titles()).toEqual(['High · One', 'Raised to critical · One', 'Still firing · Critical · One']);
    expect(watch.face.standingTitles()).toEqual(['Still firing · Critical · One']);
  });

  it('goes to the face though no other receiver is set up', async () => {
    const watch = await watches.live({ overrides: { receivers: [] } });
    await watch.fire(['one', 'high']);
    await watch.clock.advance(minutes(61));
    expect(watch.face.titles()[0]).toBe('High · One');
  });
});

describe('one cycle', () => {
  it('shows up to three, the worst first, with one sound', async () => {
    const watch = await watches.live();
    await watch.fire(['one', 'high'], ['two', 'critical'], ['three', 'high']);
    expect(watch.face.shown.map(({ title, sound }) => `${title} ${sound}`)).toEqual([
      'Critical · Two alarm',
      'High · One none',
      'High · Three none',
    ]);
  });

  it('sums up more than three', async () => {
    const watch = await watches.live();
    await watch.fire(...fires(5), ['six', 'critical'], ['seven', 'critical']);
    expect(watch.face.shown).toMatchObject([
      { kind: 'summary', title: '7 new alerts · 2 critical', severity: 'critical', stays: true, sound: 'alarm' },
    ]);
    expect(watch.face.shown[0]?.body).toMatch(/^(Six, Seven|Seven, Six), \w+ and 4 more$/);
    expect(watch.face.shown[0]?.alertIds).toHaveLength(7);
    expect(watch.logOf('one')).toEqual(['firing sent']);
    const detail = watch.store.book
      .detail(watch.idOf('one'))
      ?.notificationLog.find(({ receiver }) => receiver === 'desktop')?.detail;
    expect(detail).toBe('In one pop-up with 6 more.');
  });

  it('of a storm adds to the summary before it, as far as that still holds', async () => {
    const watch = await watches.live();
    await watch.fire(...fires(4));
    watch.acknowledge('one', 'two');
    await watch.clock.advance(minutes(1));
    await watch.fire(['a', 'critical'], ['b', 'high'], ['c', 'high'], ['d', 'high']);
    expect(watch.face.standingTitles()).toEqual(['6 new alerts · 1 critical']);
  });

  it('reminds of many in one pop-up, which takes the place of theirs', async () => {
    const watch = await watches.live();
    for (const type of types) {
      await watch.fire([type, 'high']);
    }
    expect(watch.face.standing.size).toBe(7);
    for (let window = 0; window < 4; window++) {
      await watch.clock.advance(minutes(20));
      await watch.fire(...fires(7));
    }
    expect(watch.face.standingTitles()).toEqual(['7 alerts still firing · 7 high']);
  });

  it('after the machine slept is one batch of what still fires, and nothing of what came and went', async () => {
    const watch = await watches.live();
    const found = [60, 120, 340, 345, 350, 355].map((count, index) => {
      const at = watch.clock.now() + minutes(count);
      const observation = anObservation({ type: types[index] ?? '', windowStart: at });
      return aBatch(at, [observation], { completeness: 'rows' });
    });
    watch.clock.jump(minutes(360));
    watch.engine.next(aReport({ batches: found }));
    await watch.clock.advance(5000);
    expect(watch.face.titles()).toEqual(['4 new alerts · 4 high']);
    expect(watch.logOf('one')).toEqual(['firing heldBack']);
  });
});

describe('the end', () => {
  it('takes the pop-up away and says nothing more', async () => {
    const watch = await watches.live();
    await watch.window(['one', 'critical']);
    await watch.clock.advance(minutes(5));
    await watch.window();
    await watch.clock.advance(minutes(5));
    expect(watch.face.standingTitles()).toEqual(['Critical · One']);
    await watch.window();
    expect(watch.face.standingTitles()).toEqual([]);
    expect(watch.face.titles()).toEqual(['Critical · One']);
    expect(watch.logOf('one')).toEqual(['firing sent', 'resolved sent']);
  });

  it('is said quietly where the person wants it', async () => {
    const watch = await watches.live({ settings: { resolved: true } });
    await watch.window(['one', 'critical']);
    await watch.clock.advance(minutes(5));
    await watch.window();
    await watch.clock.advance(minutes(5));
    await watch.window();
    expect([...watch.face.standing.values()]).toMatchObject([
      { title: 'Resolved · One', sound: 'none', stays: false, actionable: false, id: `alert-${watch.idOf('one')}` },
    ]);
  });

  it('of many is one pop-up', async () => {
    const watch = await watches.live({ settings: { resolved: true } });
    await watch.window(...fires(5));
    await watch.clock.advance(minutes(5));
    await watch.window();
    await watch.clock.advance(minutes(5));
    await watch.window();
    expect(watch.face.standingTitles()).toEqual(['5 alerts resolved']);
  });

  it('of something that nobody was shown is not told', async () => {
    const watch = await watches.live({ settings: { resolved: true } });
    await watch.window(['one', 'medium']);
    await watch.clock.advance(minutes(5));
    await watch.window();
    await watch.clock.advance(minutes(5));
    await watch.window();
    expect(watch.face.shown).toEqual([]);
  });
});

describe('a pop-up is taken away at once', () => {
  it('when somebody acknowledges the alert, wherever', async () => {
    const watch = await watches.live();
    await watch.fire(['one', 'critical'], ['two', 'critical']);
    watch.acknowledge('one');
    expect(watch.face.standingTitles()).toEqual(['Critical · Two']);
  });

  it('when somebody snoozes it', async () => {
    const watch = await watches.live();
    await watch.fire(['one', 'critical']);
    watch.snooze(minutes(30), 'one');
    expect(watch.face.standingTitles()).toEqual([]);
  });

  it('when it was put up by an earlier run', async () => {
    const before = await watches.live();
    await before.fire(['one', 'critical']);
    const watch = await watches.restarted(before);
    expect(watch.face.standingTitles()).toEqual(['Critical · One']);
    watch.acknowledge('one');
    expect(watch.face.standingTitles()).toEqual([]);
  });

  it('when the alert is over, also one that an earlier run put up', async () => {
    const before = await watches.live();
    await before.window(['one', 'critical']);
    const watch = await watches.restarted(before);
    for (let window = 0; window < 2; window++) {
      await watch.clock.advance(minutes(5));
      await watch.window();
    }
    expect(watch.face.standingTitles()).toEqual([]);
  });

  it('when it is a summary, once the last of its alerts is taken', async () => {
    const watch = await watches.live();
    await watch.fire(...fires(4));
    watch.acknowledge('one', 'two');
    watch.snooze(minutes(5), 'three');
    expect(watch.face.standing.size).toBe(1);
    watch.acknowledge('four');
    expect(watch.face.standing.size).toBe(0);
  });

  it('when the rows say that somebody elsewhere has it', async () => {
    const watch = await watches.live();
    await watch.fire(['one', 'critical']);
    const [alert] = watch.store.book.list({}).items;
    watch.store.book.acknowledge([alert?.id ?? ''], 'kim', null, watch.clock.now());
    await watch.clock.advance(minutes(1));
    await watch.fire(['one', 'critical']);
    expect(watch.face.standingTitles()).toEqual([]);
  });

  it('also when it is just being shown, and what is to come of the batch is not shown', async () => {
    const watch = await watches.live();
    const { promise, resolve } = Promise.withResolvers<void>();
    watch.face.answer = async () => {
      await promise;
      return { ok: true };
    };
    await watch.fire(['one', 'critical'], ['two', 'high']);
    watch.acknowledge('one', 'two');
    resolve();
    await watch.clock.advance(0);
    expect(watch.face.standingTitles()).toEqual([]);
    expect(watch.face.titles()).toEqual(['Critical · One']);
    expect(watch.logOf('two')).toEqual(['firing heldBack acknowledged']);
  });
});

describe('a disk that refuses', () => {
  it('does not make a pop-up come twice: what was shown is written down once it can be', async () => {
    const clock = new ManualClock();
    const opened = successOf(openStore(':memory:', { clock, log: recordingLog() }));
    let full = false;
    const store: Store = {
      ...opened,
      transaction: (work) => (full ? failed('storage', 'The disk is full.') : opened.transaction(work)),
    };
    const watch = await watches.live({ overrides: { store, clock, receivers: [] } });
    watch.face.answer = async () => {
      full = true;
      return { ok: true };
    };
    await watch.fire(['one', 'critical']);
    expect(watch.logOf('one')).toEqual(['firing pending']);
    expect(watch.log.lines.at(-1)).toMatchObject({ level: 'error', message: 'The disk is full.' });
    full = false;
    await watch.clock.advance(2000);
    expect(watch.logOf('one')).toEqual(['firing sent']);
    expect(watch.face.titles()).toEqual(['Critical · One']);
  });
});

describe('a snooze that ends while it fires', () => {
  it('brings back an alert that was snoozed while the batch was being shown', async () => {
    const watch = await watches.live();
    const { promise, resolve } = Promise.withResolvers<void>();
    watch.face.answer = async () => {
      await promise;
      return { ok: true };
    };
    await watch.fire(['one', 'critical'], ['two', 'high']);
    watch.snooze(minutes(10), 'two');
    resolve();
    await watch.clock.advance(0);
    expect(watch.face.titles()).toEqual(['Critical · One']);
    await watch.clock.advance(minutes(11));
    expect(watch.face.titles()).toEqual(['Critical · One', 'High · Two']);
  });

  it('brings the alert back, also when its first pop-up never came', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'high']);
    watch.snooze(minutes(20), 'one');
    watch.monitor.setAway(false);
    await watch.clock.advance(0);
    expect(watch.face.shown).toEqual([]);
    expect(watch.logOf('one')).toEqual(['firing heldBack silenced']);
    await watch.clock.advance(minutes(21));
    expect(watch.face.titles()).toEqual(['High · One']);
  });
});

describe('a face that fails', () => {
  it('is said to, in the log and in the health, and is not tried for the same thing again', async () => {
    const watch = await watches.live();
    watch.face.answer = aFailure({ message: 'The system showed no notification.' });
    await watch.fire(['one', 'critical']);
    await watch.clock.advance(minutes(10));
    expect(watch.logOf('one')).toEqual(['firing failed']);
    const health = () => watch.monitor.health().receivers.at(-1);
    expect(health()).toMatchObject({ status: 'retrying', lastError: 'The system showed no notification.', pending: 0 });
    watch.face.answer = { ok: true };
    await watch.fire(['two', 'critical']);
    expect(watch.face.titles()).toEqual(['Critical · Two']);
    expect(health()).toMatchObject({ status: 'ok', lastError: null });
  });

  it('for good is broken until a test gets through', async () => {
    const watch = await watches.live();
    watch.face.answer = aFailure({ kind: 'permanent', message: 'Notifications are switched off for Watchkeeper.' });
    await watch.fire(['one', 'critical']);
    const status = () => watch.monitor.health().receivers.at(-1)?.status;
    expect(status()).toBe('broken');
    expect(await watch.monitor.testReceiver('desktop')).toMatchObject({ ok: false });
    expect(status()).toBe('broken');
    watch.face.answer = { ok: true };
    expect(await watch.monitor.testReceiver('desktop')).toEqual({ ok: true });
    expect(watch.face.shown).toMatchObject([{ kind: 'test', id: 'test', alertIds: [], severity: null }]);
    expect(status()).toBe('ok');
  });

  it.each([
    ['hangs', () => new Promise<never>(() => {})],
    ['has a bug', () => Promise.reject(new TypeError('bug'))],
  ])('because it %s holds up neither Slack nor what comes next', async (_, answer) => {
    const watch = await watches.live();
    watch.face.answer = answer;
    await watch.fire(['one', 'critical']);
    expect(watch.slack.told()).toEqual(['firing critical']);
    await watch.clock.advance(10_000);
    expect(watch.logOf('one')).toEqual(['firing failed']);
    watch.face.answer = { ok: true };
    await watch.fire(['two', 'critical']);
    expect(watch.face.titles()).toEqual(['Critical · Two']);
  });

  it('is not a reason for Slack to be told twice, nor does it go through Slack', async () => {
    const watch = await watches.live();
    watch.face.answer = aFailure({ kind: 'permanent' });
    await watch.fire(['one', 'critical']);
    const after = await watches.restarted(watch);
    expect([...watch.slack.told(), ...after.slack.told()]).toEqual(['firing critical']);
  });
});

describe('a test pop-up', () => {
  it('is shown though pop-ups are switched off', async () => {
    const watch = await watches.live({ settings: { enabled: false } });
    expect(await watch.monitor.testReceiver('desktop')).toEqual({ ok: true });
    expect(watch.face.shown).toHaveLength(1);
  });

  it('says what is missing where nobody could see it', async () => {
    const face = new RecordingFace('browser');
    face.there = false;
    const watch = await watches.live({ face });
    expect(await watch.monitor.testReceiver('browser')).toMatchObject({
      ok: false,
      error: { code: 'notConfigured', message: expect.stringContaining('No page is open') },
    });
    expect(await watch.monitor.testReceiver('desktop')).toBeNull();
  });
});

describe('switched off', () => {
  it('nothing pops up, nothing is logged, and no health is told of', async () => {
    const watch = await watches.live({ settings: { ...Settings.parse({}).popUps, enabled: false } });
    await watch.fire(['one', 'critical']);
    expect(watch.face.shown).toEqual([]);
    expect(watch.logOf('one')).toEqual([]);
    expect(watch.monitor.health().receivers.map(({ name }) => name)).toEqual(['slack']);
    expect(watch.slack.told()).toEqual(['firing critical']);
  });

  it('lets go of what waits, and what still fires is told when it is switched on again', async () => {
    const before = await watches.live();
    before.monitor.setAway(true);
    await before.fire(['one', 'high']);
    const off = await watches.restarted(before, { settings: { enabled: false } });
    expect(off.monitor.health().outbox.pending).toBe(0);
    expect(off.logOf('one')).toEqual(['firing heldBack']);
    const on = await watches.restarted(off, { settings: { enabled: true } });
    expect(on.face.titles()).toEqual(['High · One']);
  });
});
