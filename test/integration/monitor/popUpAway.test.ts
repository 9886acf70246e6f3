import { afterEach, describe, expect, it } from 'vitest';
import { minutes } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';
import { type PopUpWatch, PopUpWatches } from '../../support/popUpWatch.ts';
import { RecordingFace } from '../../support/recordingFace.ts';

const watches = new PopUpWatches();
afterEach(async () => expect(await watches.end()).toBe(0));

async function comeBack(watch: PopUpWatch): Promise<void> {
  watch.monitor.setAway(false);
  await watch.clock.advance(0);
}

describe('while nobody is there', () => {
  it('only critical ones are shown, and one digest tells the rest to who comes back', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'critical'], ['two', 'high']);
    await watch.fire(['three', 'high'], ['four', 'critical'], ['five', 'high']);
    expect(watch.face.standingTitles()).toEqual(['Critical · One', 'Critical · Four']);
    expect(watch.monitor.health().receivers.at(-1)).toMatchObject({ name: 'desktop', pending: 3 });
    await comeBack(watch);
    expect([...watch.face.standing.values()]).toMatchObject([
      { kind: 'digest', title: 'While you were away: 5 new alerts · 2 critical', stays: true, sound: 'alarm' },
    ]);
    expect(watch.face.shown.at(-1)?.alertIds).toHaveLength(5);
    expect(watch.logOf('two')).toEqual(['firing sent']);
    expect(watch.monitor.health().outbox.pending).toBe(0);
  });

  it('the digest counts only what still fires and nobody has', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.window(['one', 'critical'], ['two', 'high'], ['three', 'high'], ['four', 'high'], ['five', 'high']);
    watch.acknowledge('three');
    watch.snooze(minutes(60), 'four');
    for (let window = 0; window < 2; window++) {
      await watch.clock.advance(minutes(5));
      await watch.window(['three', 'high'], ['four', 'high'], ['five', 'high'], ['six', 'high']);
    }
    await comeBack(watch);
    expect(watch.face.standingTitles()).toEqual(['While you were away: 2 new alerts · 2 high']);
    expect(watch.logOf('two')).toEqual(['firing heldBack', 'resolved heldBack']);
    expect(watch.logOf('three')[0]).toBe('firing heldBack acknowledged');
    expect(watch.logOf('four')[0]).toBe('firing heldBack silenced');
  });

  it('a single one comes as its own pop-up', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'high']);
    await comeBack(watch);
    expect(watch.face.titles()).toEqual(['High · One']);
  });

  it('a single critical one that is shown already stays as it is', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'critical']);
    await comeBack(watch);
    expect(watch.face.titles()).toEqual(['Critical · One']);
    expect(watch.face.standing.size).toBe(1);
  });

  it('a heap of critical ones becomes one digest', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'critical']);
    await watch.fire(['two', 'critical'], ['three', 'critical']);
    await comeBack(watch);
    expect(watch.face.standingTitles()).toEqual(['While you were away: 3 new alerts · 3 critical']);
  });

  it('nothing happened: nothing is said', async () => {
    const watch = await watches.live();
    await watch.fire(['one', 'critical']);
    watch.monitor.setAway(true);
    await comeBack(watch);
    watch.monitor.setAway(false);
    await watch.clock.advance(0);
    expect(watch.face.titles()).toEqual(['Critical · One']);
  });

  it('what is found when somebody comes back is part of the one digest', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'high']);
    watch.clock.jump(minutes(20));
    const found = (['two', 'three'] as const).map((type) => anObservation({ type, windowStart: watch.clock.now() }));
    watch.engine.next(aReport({ batches: [aBatch(watch.clock.now(), found, { completeness: 'rows' })] }));
    watch.monitor.setAway(false);
    await watch.clock.advance(minutes(1));
    expect(watch.face.titles()).toEqual(['While you were away: 3 new alerts · 3 high']);
  });

  it('somebody who leaves again before that is told when they are really back', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'high'], ['two', 'high']);
    watch.monitor.setAway(false);
    watch.monitor.setAway(true);
    await watch.clock.advance(minutes(1));
    expect(watch.face.shown).toEqual([]);
    await comeBack(watch);
    expect(watch.face.titles()).toEqual(['While you were away: 2 new alerts · 2 high']);
  });

  it('what was there before stays, and what comes after is told as ever', async () => {
    const watch = await watches.live();
    await watch.fire(['one', 'critical']);
    watch.monitor.setAway(true);
    await watch.fire(['two', 'high'], ['three', 'high']);
    await comeBack(watch);
    await watch.fire(['four', 'high']);
    expect(watch.face.standingTitles()).toEqual([
      'Critical · One',
      'While you were away: 2 new alerts · 2 high',
      'High · Four',
    ]);
  });

  it('what was left standing for somebody who came back is not counted the next time', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'critical']);
    await comeBack(watch);
    watch.monitor.setAway(true);
    await watch.fire(['two', 'high'], ['three', 'high']);
    await comeBack(watch);
    expect(watch.face.standingTitles()).toEqual(['Critical · One', 'While you were away: 2 new alerts · 2 high']);
  });

  it('a summary is part of the heap', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'critical'], ['two', 'critical'], ['three', 'critical'], ['four', 'critical']);
    expect(watch.face.standingTitles()).toEqual(['4 new alerts · 4 critical']);
    await watch.fire(['five', 'high']);
    await comeBack(watch);
    expect(watch.face.standingTitles()).toEqual(['While you were away: 5 new alerts · 4 critical']);
  });

  it('somebody who was back for less than it takes to show anything gets no digest', async () => {
    const watch = await watches.live();
    const { promise, resolve } = Promise.withResolvers<void>();
    watch.face.answer = async () => {
      await promise;
      return { ok: true };
    };
    watch.monitor.setAway(true);
    await watch.fire(['one', 'critical'], ['two', 'critical']);
    await comeBack(watch);
    watch.monitor.setAway(true);
    resolve();
    await watch.clock.advance(0);
    expect(watch.face.standingTitles()).toEqual(['Critical · One', 'Critical · Two']);
  });

  it('an alert that grows critical is shown', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'high']);
    await watch.fire(['one', 'critical']);
    expect(watch.face.titles()).toEqual(['Raised to critical · One']);
    expect(watch.logOf('one')).toEqual(['firing sent', 'severityRaised sent']);
  });

  it('a pause that was asked for meanwhile holds the digest, too', async () => {
    const watch = await watches.live();
    watch.monitor.setAway(true);
    await watch.fire(['one', 'high'], ['two', 'high']);
    watch.monitor.pausePopUps(watch.clock.now() + minutes(10));
    await comeBack(watch);
    expect(watch.face.shown).toEqual([]);
    await watch.clock.advance(minutes(11));
    expect(watch.face.titles()).toEqual(['High · One', 'High · Two']);
  });
});

describe('a crash before a pop-up is shown', () => {
  /** Ends without anything getting to the face. */
  async function crashed(...alerts: Parameters<PopUpWatch['fire']>): Promise<PopUpWatch> {
    const watch = await watches.live();
    watch.face.answer = () => new Promise(() => {});
    await watch.fire(...alerts);
    const stopped = watch.monitor.stop();
    await watch.clock.advance(2000);
    await stopped;
    expect(watch.logOf(alerts[0]?.[0] ?? '')).toEqual(['firing pending']);
    return watch;
  }

  it('loses nothing: it comes after the start', async () => {
    const before = await crashed(['one', 'critical'], ['two', 'high']);
    const after = await watches.restarted(before, { face: new RecordingFace() });
    expect(after.face.titles()).toEqual(['Critical · One', 'High · Two']);
    const again = await watches.restarted(after);
    expect(again.face.titles()).toHaveLength(2);
  });

  it('shows several that are not fresh any more as one', async () => {
    const before = await crashed(['one', 'critical'], ['two', 'high']);
    before.clock.jump(minutes(15));
    const after = await watches.restarted(before, { face: new RecordingFace() });
    expect(after.face.titles()).toEqual(['Since 12:00: 2 new alerts · 1 critical']);
  });

  it('shows one that is not fresh any more as it is', async () => {
    const before = await crashed(['one', 'critical']);
    before.clock.jump(minutes(15));
    const after = await watches.restarted(before, { face: new RecordingFace() });
    expect(after.face.titles()).toEqual(['Critical · One']);
  });

  it('shows nothing of what is over by then, and only after it was looked', async () => {
    const before = await crashed(['one', 'critical'], ['two', 'high']);
    before.clock.jump(minutes(40));
    const after = await watches.restarted(before, { face: new RecordingFace() });
    expect(after.face.titles()).toEqual([]);
    expect(after.logOf('one')).toEqual(['firing heldBack', 'resolved heldBack']);
  });

  it('leaves nothing to a host with another face', async () => {
    const before = await crashed(['one', 'critical']);
    const after = await watches.restarted(before, { face: new RecordingFace('browser') });
    expect(after.logOf('one', 'desktop')).toEqual(['firing heldBack']);
    expect(after.face.titles()).toEqual(['Critical · One']);
    expect(after.monitor.health().outbox.pending).toBe(0);
  });
});

describe('a start', () => {
  it('tells in one pop-up of what fires and nobody has, as far as it is severe, and once', async () => {
    const before = await watches.live({ settings: { enabled: false } });
    await before.fire(['one', 'high'], ['two', 'high'], ['three', 'critical'], ['four', 'high'], ['five', 'medium']);
    before.acknowledge('two');
    await before.fire(['six', 'high']);
    const severities = { critical: true, high: true, medium: true, low: true };
    const watch = await watches.restarted(before, { settings: { enabled: true, severities } });
    expect(watch.face.titles()).toEqual(['4 new alerts · 1 critical']);
    expect(watch.logOf('five')).toEqual(['firing heldBack startup']);
    const again = await watches.restarted(watch);
    expect(again.face.titles()).toHaveLength(1);
  });
});

describe('a face that nobody sees', () => {
  const absent = () => {
    const face = new RecordingFace('browser');
    face.there = false;
    return face;
  };

  it('is told nothing, and nothing is logged for it', async () => {
    const watch = await watches.live({ face: absent() });
    await watch.fire(['one', 'critical']);
    expect(watch.logOf('one')).toEqual([]);
    expect(watch.monitor.health().receivers.map(({ name }) => name)).toEqual(['slack']);
    expect(watch.slack.told()).toEqual(['firing critical']);
  });

  it('that is seen again learns in one pop-up of what is severe and nobody has; the rest counts as known', async () => {
    const face = absent();
    const severities = { critical: true, high: true, medium: true, low: true };
    const watch = await watches.live({ face, settings: { severities } });
    await watch.fire(['one', 'critical'], ['two', 'high'], ['three', 'high'], ['four', 'high'], ['five', 'medium']);
    await watch.fire(['six', 'high']);
    watch.acknowledge('six');
    face.there = true;
    await watch.cycle();
    expect(face.titles()).toEqual(['4 new alerts · 1 critical']);
    await watch.clock.advance(minutes(1));
    await watch.fire(['five', 'medium']);
    expect(face.titles()).toHaveLength(1);
    expect(watch.logOf('five')[0]).toBe('firing heldBack startup');
  });

  it('that comes and goes tells nothing twice', async () => {
    const face = new RecordingFace('browser');
    const watch = await watches.live({ face });
    await watch.fire(['one', 'critical']);
    for (let visit = 0; visit < 3; visit++) {
      face.there = false;
      await watch.clock.advance(minutes(1));
      face.there = true;
      await watch.clock.advance(minutes(1));
    }
    expect(face.titles()).toEqual(['Critical · One']);
  });

  it('just after something was decided for it does not let it wait, and is told once it is seen', async () => {
    const face = new RecordingFace('browser');
    const watch = await watches.live({ face });
    let asked = 0;
    face.isThere = () => ++asked <= 1;
    await watch.fire(['one', 'critical']);
    expect(watch.logOf('one')).toEqual(['firing heldBack']);
    expect(watch.monitor.health().outbox.pending).toBe(0);
    await watch.cycle();
    face.isThere = () => true;
    await watch.cycle();
    expect(face.titles()).toEqual(['Critical · One']);
  });

  it('finds its own severity changes as Slack finds them: nothing of Slack is lost while it is away', async () => {
    const face = new RecordingFace('browser');
    const watch = await watches.live({ face });
    await watch.fire(['one', 'high']);
    face.there = false;
    for (let window = 0; window < 13; window++) {
      await watch.clock.advance(minutes(5));
      await watch.fire(['one', 'high']);
    }
    expect(watch.slack.told()).toEqual(['firing high', 'repeat high']);
    expect(face.titles()).toEqual(['High · One']);
  });
});
