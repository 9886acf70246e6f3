import { afterEach, describe, expect, it } from 'vitest';
import { minutes } from '../../support/aWatch.ts';
import { type PopUpWatch, PopUpWatches } from '../../support/popUpWatch.ts';
import { RecordingFace } from '../../support/recordingFace.ts';

const watches = new PopUpWatches();
afterEach(async () => expect(await watches.end()).toBe(0));

const fires = (...types: string[]) => types.map((type) => [type, 'critical'] as const satisfies [string, string]);
const comeBack = async (watch: PopUpWatch) => {
  watch.monitor.setAway(false);
  await watch.clock.advance(0);
};

describe('after a restart it is known', () => {
  it('which alerts a summary stands for: it goes with the last of them', async () => {
    const before = await watches.live();
    await before.fire(...fires('one', 'two', 'three', 'four'));
    before.acknowledge('one', 'two');
    const watch = await watches.restarted(before);
    expect(watch.face.standingTitles()).toEqual(['4 new alerts · 4 critical']);
    watch.acknowledge('three');
    expect(watch.face.standing.size).toBe(1);
    watch.acknowledge('four');
    expect(watch.face.standing.size).toBe(0);
  });

  it('and a digest likewise', async () => {
    const before = await watches.live();
    before.monitor.setAway(true);
    await before.fire(['one', 'high'], ['two', 'high']);
    await comeBack(before);
    const watch = await watches.restarted(before);
    watch.acknowledge('one', 'two');
    expect(watch.face.standing.size).toBe(0);
  });

  it('what a storm was about', async () => {
    const before = await watches.live();
    await before.fire(...fires('one', 'two', 'three', 'four'));
    before.acknowledge('one');
    const watch = await watches.restarted(before);
    await watch.fire(...fires('five', 'six', 'seven', 'eight'));
    expect(watch.face.standingTitles()).toEqual(['7 new alerts · 7 critical']);
  });

  it('which of them somebody elsewhere has: their pop-ups go', async () => {
    const before = await watches.live();
    await before.fire(['one', 'critical']);
    const watch = await watches.restarted(before);
    watch.store.book.acknowledge([watch.idOf('one')], 'kim', null, watch.clock.now());
    await watch.clock.advance(minutes(1));
    await watch.fire(['one', 'critical']);
    expect(watch.face.standingTitles()).toEqual([]);
  });
});

describe('settings that are changed while nobody is there', () => {
  it('do not take the heap apart: one digest tells of what was shown before and after', async () => {
    const before = await watches.live();
    before.monitor.setAway(true);
    await before.fire(...fires('one', 'two'));
    await before.monitor.stop();
    const watch = before.restarted({ settings: { resolved: true } });
    watch.monitor.setAway(true);
    await watches.started(watch);
    expect(watch.face.titles()).toHaveLength(2);
    await watch.fire(['three', 'critical'], ['four', 'high']);
    await comeBack(watch);
    expect(watch.face.standingTitles()).toEqual(['While you were away: 4 new alerts · 3 critical']);
  });
});

describe('pop-ups that are switched off while nobody is there', () => {
  it('do not come as a digest either', async () => {
    const before = await watches.live();
    before.monitor.setAway(true);
    await before.fire(...fires('one', 'two'));
    await before.monitor.stop();
    const watch = before.restarted({ settings: { enabled: false } });
    watch.monitor.setAway(true);
    await watches.started(watch);
    await comeBack(watch);
    expect(watch.face.titles()).toEqual(['Critical · One', 'Critical · Two']);
  });
});

describe('a restart while nobody is there', () => {
  it('makes one digest of what it had shown to nobody and what waits', async () => {
    const before = await watches.live();
    before.monitor.setAway(true);
    await before.fire(...fires('one', 'two'));
    await before.fire(['three', 'high']);
    const watch = await watches.restarted(before);
    expect(watch.face.standingTitles()).toEqual(['While you were away: 3 new alerts · 2 critical']);
    const again = await watches.restarted(watch);
    expect(again.face.titles()).toHaveLength(3);
  });

  it('says nothing of a heap that somebody saw', async () => {
    const before = await watches.live();
    before.monitor.setAway(true);
    await before.fire(['one', 'critical']);
    await comeBack(before);
    await before.fire(['two', 'critical']);
    const watch = await watches.restarted(before);
    expect(watch.face.titles()).toEqual(['Critical · One', 'Critical · Two']);
  });
});

describe('the same book under another host', () => {
  it('tells nothing again that the face there told', async () => {
    const before = await watches.live({ face: new RecordingFace('browser') });
    await before.fire(['one', 'critical'], ['two', 'high']);
    const watch = await watches.restarted(before, { face: new RecordingFace('desktop') });
    expect(watch.face.titles()).toEqual([]);
    await watch.fire(['three', 'high']);
    expect(watch.face.titles()).toEqual(['High · Three']);
  });

  it('tells rises, reminders and ends as the one before would have', async () => {
    const before = await watches.live({ face: new RecordingFace('browser'), settings: { resolved: true } });
    await before.window(['one', 'high'], ['two', 'high']);
    const watch = await watches.restarted(before, { face: new RecordingFace('desktop') });
    await watch.clock.advance(minutes(5));
    await watch.window(['one', 'critical']);
    await watch.clock.advance(minutes(5));
    await watch.window(['one', 'critical']);
    expect(watch.face.titles()).toEqual(['Raised to critical · One', 'Resolved · Two']);
    await watch.clock.advance(minutes(55));
    expect(watch.face.titles().at(-1)).toBe('Still firing · Critical · One');
  });

  it('and back again loses nothing', async () => {
    const desktop = new RecordingFace('desktop');
    const before = await watches.live({ face: desktop });
    await before.fire(['one', 'medium'], ['one', 'high']);
    const there = await watches.restarted(before, { face: new RecordingFace('browser') });
    await there.fire(['one', 'critical']);
    expect(there.face.titles()).toEqual(['Raised to critical · One']);
    const back = await watches.restarted(there, { face: desktop });
    expect(desktop.titles()).toEqual(['High · One']);
    for (let window = 0; window < 7; window++) {
      await back.clock.advance(minutes(10));
      await back.fire(['one', 'critical']);
    }
    expect(desktop.titles()).toEqual(['High · One', 'Still firing · Critical · One']);
  });
});
