import { getEventMeta } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { createChangeFeed } from '../../../core/api/changeFeed.ts';
import { ChangeLog } from '../../../core/api/changeLog.ts';
import type { Change } from '../../../shared/change.ts';
import { anAlert } from '../../support/builders.ts';
import { aHostInfo } from '../../support/fakeApiPorts.ts';
import { aMonitorHealth } from '../../support/fakeMonitor.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { anOverview } from '../../support/memoryAlertBook.ts';

function aFeed({ epoch = 'e1', changes = new ChangeLog(), clock = new ManualClock() } = {}) {
  let overviews = 0;
  let healths = 0;
  const faults: unknown[] = [];
  const disk = { refuses: false };
  const feed = createChangeFeed({
    epoch,
    changes,
    clock,
    health: () => {
      healths++;
      return { ...aMonitorHealth(), ...aHostInfo, demo: false, unencrypted: false, notices: [] };
    },
    overview: () => {
      overviews++;
      if (disk.refuses) throw new Error('the disk refuses');
      return anOverview();
    },
    popUps: () => [],
    demo: () => null,
    onFault: (error) => faults.push(error),
  });
  return { feed, clock, disk, faults, count: () => ({ overviews, healths }) };
}

const idOf = (change: Change | undefined) => getEventMeta(change)?.id;

async function take(stream: AsyncIterator<Change, void, void>, count: number): Promise<Change[]> {
  const taken: Change[] = [];
  while (taken.length < count) {
    const { value, done } = await stream.next();
    if (done || !value) break;
    taken.push(value);
  }
  return taken;
}

const ids = (changes: Change[]) =>
  changes.flatMap((change) => (change.kind === 'alerts' ? change.alerts : [])).map(({ id }) => id);

describe('change feed', () => {
  it('begins with a snapshot, then tells each change once, in order', async () => {
    const { feed } = aFeed();
    const stream = feed.listen(undefined, undefined);
    expect((await take(stream, 1))[0]?.kind).toBe('snapshot');
    feed.alertsChanged([anAlert({ id: 'a' })], ['a']);
    feed.alertsChanged([anAlert({ id: 'b' })], []);
    expect(ids(await take(stream, 2))).toEqual(['a', 'b']);
    feed.close();
  });

  it('gives a listener that comes back exactly what it missed', async () => {
    const { feed } = aFeed();
    const first = feed.listen(undefined, undefined);
    await take(first, 1);
    feed.alertsChanged([anAlert({ id: 'a' })], []);
    const lastSeen = idOf((await take(first, 1))[0]);
    await first.return();
    feed.alertsChanged([anAlert({ id: 'b' })], []);
    feed.alertsChanged([anAlert({ id: 'c' })], []);
    const second = feed.listen(lastSeen, undefined);
    expect(ids(await take(second, 2))).toEqual(['b', 'c']);
    feed.close();
  });

  it('begins anew for an id of another process, a malformed one and one from the future', async () => {
    const { feed } = aFeed();
    feed.alertsChanged([anAlert()], []);
    for (const id of ['e0-1', 'nonsense', 'e1-', 'e1-99', '', '-1', 'e1--1']) {
      const stream = feed.listen(id, undefined);
      expect((await take(stream, 1))[0]?.kind, id).toBe('snapshot');
      await stream.return();
    }
    feed.close();
  });

  it('gives a listener that fell too far behind a snapshot in place of what is no longer kept', async () => {
    const { feed } = aFeed({ changes: new ChangeLog({ maxChanges: 3 }) });
    const stream = feed.listen(undefined, undefined);
    await take(stream, 1);
    for (const id of ['a', 'b', 'c', 'd', 'e']) feed.alertsChanged([anAlert({ id })], []);
    const [change] = await take(stream, 1);
    expect(change?.kind).toBe('snapshot');
    expect(idOf(change)).toBe('e1-5');
    feed.alertsChanged([anAlert({ id: 'f' })], []);
    expect(ids(await take(stream, 1))).toEqual(['f']);
    feed.close();
  });

  it('counts the overview at most once a second, and not at all while nobody listens', async () => {
    const { feed, clock, count } = aFeed();
    for (let i = 0; i < 5; i++) feed.alertsChanged([anAlert()], []);
    await clock.advance(10_000);
    expect(count().overviews).toBe(0);
    expect(clock.pendingTimers).toBe(0);

    const stream = feed.listen(undefined, undefined);
    await take(stream, 1);
    await clock.advance(0);
    const before = count().overviews;
    for (let i = 0; i < 30; i++) {
      feed.alertsChanged([anAlert()], []);
      await clock.advance(100);
    }
    expect(count().overviews - before).toBe(3);
    await stream.return();
    expect(clock.pendingTimers).toBe(0);
  });

  it('counts the overview anew after a minute of checks that found nothing, so that its hours do not stand still', async () => {
    const { feed, clock } = aFeed();
    const stream = feed.listen(undefined, undefined);
    await take(stream, 1);
    const kinds: string[] = [];
    const reading = (async () => {
      for await (const { kind } of stream) kinds.push(kind);
    })();
    for (let check = 0; check < 4; check++) {
      feed.healthChanged();
      await clock.advance(30_000);
    }
    expect(kinds).toEqual(['health', 'health', 'health', 'overview', 'health']);
    feed.close();
    await reading;
  });

  it('survives a book that cannot be read, and tells on when it can again', async () => {
    const { feed, clock, disk, faults } = aFeed();
    const stream = feed.listen(undefined, undefined);
    await take(stream, 1);
    disk.refuses = true;
    feed.alertsChanged([anAlert()], []);
    await clock.advance(1000);
    expect(faults).toMatchObject([{ message: 'the disk refuses' }]);
    disk.refuses = false;
    feed.alertsChanged([anAlert()], []);
    await clock.advance(1000);
    expect((await take(stream, 3)).map(({ kind }) => kind)).toEqual(['alerts', 'alerts', 'overview']);
    feed.close();
  });

  it('tells a bigger change as "more" without its rows', async () => {
    const { feed } = aFeed();
    const stream = feed.listen(undefined, undefined);
    await take(stream, 1);
    feed.alertsChanged(
      Array.from({ length: 201 }, (_, i) => anAlert({ id: `a${i}` })),
      [],
    );
    expect(await take(stream, 1)).toMatchObject([{ kind: 'alerts', alerts: [], more: true }]);
    feed.close();
  });

  it('lets go of a listener that leaves while it waits', async () => {
    const { feed } = aFeed();
    const controller = new AbortController();
    const byReturn = feed.listen(undefined, undefined);
    const bySignal = feed.listen(undefined, controller.signal);
    await take(byReturn, 1);
    await take(bySignal, 1);
    const waiting = [byReturn.next(), bySignal.next()];
    expect(feed.listeners()).toBe(2);
    await byReturn.return();
    controller.abort();
    expect(await Promise.all(waiting)).toMatchObject([{ done: true }, { done: true }]);
    expect(feed.listeners()).toBe(0);
  });

  it('ends every stream when it closes', async () => {
    const { feed } = aFeed();
    const stream = feed.listen(undefined, undefined);
    await take(stream, 1);
    const waiting = stream.next();
    feed.close();
    expect(await waiting).toMatchObject({ done: true });
  });
});

describe('change log', () => {
  it('forgets the oldest when it keeps too many alerts, the newest never', () => {
    const log = new ChangeLog({ maxAlerts: 10 });
    const change = (size: number): Change => ({
      kind: 'alerts',
      alerts: Array.from({ length: size }, () => anAlert()),
      newIds: [],
      more: false,
    });
    log.append(change(6));
    log.append(change(6));
    expect(log.next(0)).toBe('gone');
    expect(log.next(1)).toMatchObject({ number: 2 });
    log.append(change(50));
    expect(log.next(2)).toMatchObject({ number: 3 });
    expect(log.next(3)).toBeNull();
  });
});
