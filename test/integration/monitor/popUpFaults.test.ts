import { afterEach, describe, expect, it } from 'vitest';
import type { DeliveryResult } from '../../../core/notify/notifier.ts';
import { minutes } from '../../support/aWatch.ts';
import { PopUpWatches } from '../../support/popUpWatch.ts';
import { RecordingFace } from '../../support/recordingFace.ts';

const watches = new PopUpWatches();
afterEach(async () => expect(await watches.end()).toBe(0));

const withoutRepeats = {
  policy: {
    ...{ intervalMs: 30_000, sourceDeadlineMs: 10_000, minSeverity: 'high' as const, currency: 'USD' },
    ...{ deduplicationMs: minutes(15), repeatMs: null, remindMs: null },
  },
};
const broken = () => {
  throw new TypeError('bug');
};
const hangs = () => new Promise<DeliveryResult>(() => {});

describe('a face that throws', () => {
  it('when it takes pop-ups away keeps neither the cycle, nor Slack, nor what people do from going on', async () => {
    const watch = await watches.live();
    await watch.window(['one', 'critical'], ['two', 'critical']);
    watch.face.close = broken;
    expect(() => watch.acknowledge('two')).not.toThrow();
    for (let window = 0; window < 2; window++) {
      await watch.clock.advance(minutes(5));
      await watch.window(['three', 'critical']);
    }
    expect(watch.slack.told()).toEqual([
      'firing critical',
      'firing critical',
      'firing critical',
      'resolved critical',
      'resolved critical',
    ]);
    expect(watch.monitor.health().status).toBe('live');
    expect(watch.face.titles()).toContain('Critical · Three');
  });

  it('when it is asked whether somebody is there counts as one that nobody sees', async () => {
    const watch = await watches.live();
    const { isThere } = watch.face;
    watch.face.isThere = broken;
    await watch.fire(['one', 'critical']);
    expect(watch.slack.told()).toEqual(['firing critical']);
    expect(watch.monitor.health().receivers.map(({ name }) => name)).toEqual(['slack']);
    watch.face.isThere = isThere;
    await watch.cycle();
    expect(watch.face.titles()).toEqual(['Critical · One']);
  });
});

describe('a face that does not show a pop-up of several', () => {
  it('leaves those of before standing', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'critical'], ['two', 'critical']);
    await watch.fire(['three', 'high']);
    watch.face.answer = hangs;
    watch.monitor.setAway(false);
    await watch.clock.advance(10_000);
    expect(watch.face.standingTitles()).toEqual(['Critical · One', 'Critical · Two']);
    expect(watch.logOf('three')).toEqual(['firing failed']);
  });
});

describe('a page that goes and is there again before the next cycle', () => {
  it('is told what it missed, though nothing is ever repeated', async () => {
    const face = new RecordingFace('browser');
    const watch = await watches.live({ face, overrides: withoutRepeats });
    let asked = 0;
    face.isThere = () => ++asked <= 1;
    await watch.fire(['one', 'critical']);
    expect(watch.logOf('one')).toEqual(['firing heldBack']);
    face.isThere = () => true;
    await watch.cycle();
    expect(face.titles()).toEqual(['Critical · One']);
  });

  it('is told at the end of a pause that somebody ended while it was gone', async () => {
    const face = new RecordingFace('browser');
    const watch = await watches.live({ face });
    watch.monitor.pausePopUps(watch.clock.now() + minutes(600));
    await watch.fire(['one', 'critical']);
    face.there = false;
    watch.monitor.pausePopUps(null);
    face.there = true;
    await watch.cycle();
    expect(face.titles()).toEqual(['Critical · One']);
  });
});

describe('while a batch is being shown', () => {
  const slowly = (face: RecordingFace) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    face.answer = async () => {
      await promise;
      return { ok: true };
    };
    return resolve;
  };

  it('a pause holds back what is still to come of it', async () => {
    const watch = await watches.live();
    const resolve = slowly(watch.face);
    await watch.fire(['one', 'critical'], ['two', 'critical']);
    watch.monitor.pausePopUps(watch.clock.now() + minutes(10));
    resolve();
    await watch.clock.advance(0);
    expect(watch.face.titles()).toEqual(['Critical · One']);
    expect(watch.logOf('two')).toEqual(['firing heldBack quietHours']);
    await watch.clock.advance(minutes(11));
    expect(watch.face.titles()).toEqual(['Critical · One', 'Critical · Two']);
  });

  it('an alert that grows too mild for a pop-up does not get one', async () => {
    const watch = await watches.live();
    const resolve = slowly(watch.face);
    await watch.window(['one', 'critical'], ['two', 'critical']);
    await watch.clock.advance(5000);
    await watch.window(['one', 'low'], ['two', 'low']);
    resolve();
    await watch.clock.advance(0);
    expect(watch.face.titles()).toHaveLength(1);
  });

  it('somebody leaves: what is not critical waits for them', async () => {
    const watch = await watches.live();
    const resolve = slowly(watch.face);
    await watch.fire(['one', 'critical'], ['two', 'high'], ['three', 'high']);
    watch.monitor.setAway(true);
    resolve();
    await watch.clock.advance(0);
    expect(watch.face.titles()).toEqual(['Critical · One']);
    watch.monitor.setAway(false);
    await watch.clock.advance(0);
    expect(watch.face.standingTitles()).toEqual(['While you were away: 3 new alerts · 1 critical']);
  });
});

describe('an alert that came, went and came again while nobody was there', () => {
  it('is told to who comes back', async () => {
    const watch = await watches.live({ overrides: withoutRepeats });
    watch.monitor.setAway(true);
    await watch.window(['one', 'high']);
    for (const alerts of [[], [], [['one', 'high']]] as Parameters<typeof watch.window>[]) {
      await watch.clock.advance(minutes(5));
      await watch.window(...alerts);
    }
    watch.monitor.setAway(false);
    await watch.clock.advance(minutes(1));
    expect(watch.face.titles()).toEqual(['High · One']);
    await watch.clock.advance(minutes(4));
    await watch.window(['one', 'high']);
    await watch.clock.advance(minutes(20));
    expect(watch.face.titles()).toEqual(['High · One']);
  });

  it('is told when it comes again, though it had come and gone a moment before unseen', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.window(['one', 'high']);
    for (let window = 0; window < 2; window++) {
      await watch.clock.advance(minutes(5));
      await watch.window();
    }
    watch.monitor.setAway(false);
    await watch.clock.advance(minutes(5));
    expect(watch.face.titles()).toEqual([]);
    await watch.window(['one', 'high']);
    expect(watch.face.titles()).toEqual(['High · One']);
  });
});

describe('what was told a moment ago', () => {
  it('is not told again because its severity swung and came back', async () => {
    const watch = await watches.live();
    for (const severity of ['critical', 'high', 'critical', 'critical', 'critical'] as const) {
      await watch.window(['one', severity]);
      await watch.clock.advance(minutes(5));
    }
    expect(watch.slack.told()).toEqual(['firing critical']);
    expect(watch.face.titles()).toEqual(['Critical · One']);
  });

  it('by a digest is not repeated a moment later', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    const goOn = async (windows: number) => {
      for (let window = 0; window < windows; window++) {
        await watch.fire(['one', 'critical'], ['two', 'high']);
        await watch.clock.advance(minutes(5));
      }
    };
    await goOn(11);
    watch.monitor.setAway(false);
    await goOn(11);
    expect(watch.face.titles()).toEqual(['Critical · One', 'While you were away: 2 new alerts · 1 critical']);
    await goOn(2);
    expect(watch.face.titles()).toContain('Still firing · Critical · One');
  });
});
