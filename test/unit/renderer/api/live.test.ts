import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ORPCError, withEventMeta } from '@orpc/client';
import { afterEach, describe, expect, it } from 'vitest';
import { type Connection, followStream, type Live, type StreamApi } from '../../../../renderer/api/live.ts';
import type { Change } from '../../../../shared/change.ts';
import type { Health } from '../../../../shared/health.ts';
import { ManualClock } from '../../../support/manualClock.ts';

/** A host whose stream is in the test's hand. */
class FakeHost implements StreamApi {
  opened: { lastEventId: string | undefined; signal: AbortSignal }[] = [];
  healthAsked = 0;
  refuse: unknown = null;
  known: Health | 'silent' = aHealth('2026-03-10T11:59:50.000Z');
  #tell: ((result: IteratorResult<Change>) => void) | undefined;

  async stream(_input: undefined, options: { signal: AbortSignal; lastEventId?: string }) {
    this.opened.push({ lastEventId: options.lastEventId, signal: options.signal });
    if (this.refuse !== null) throw this.refuse;
    const next = () =>
      new Promise<IteratorResult<Change>>((resolve) => {
        this.#tell = resolve;
      });
    return { [Symbol.asyncIterator]: () => ({ next }) };
  }

  async health(_input: undefined, { signal }: { signal: AbortSignal }): Promise<Health> {
    this.healthAsked++;
    if (this.known !== 'silent') return this.known;
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  }

  async tell(change: Change, id?: string) {
    this.#tell?.({ done: false, value: id === undefined ? change : withEventMeta({ ...change }, { id }) });
    await settled();
  }

  async end() {
    this.#tell?.({ done: true, value: undefined });
    await settled();
  }
}

const aHealth = (cycleAt: string) => ({ lastCycle: { startedAt: cycleAt, durationMs: 1, error: null } }) as Health;
const health = (cycleAt = '2026-03-10T11:59:50.000Z'): Change => ({ kind: 'health', health: aHealth(cycleAt) });
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

let live: Live | undefined;
afterEach(() => live?.stop());

async function follow(host: FakeHost, clock: ManualClock) {
  const changes: Change[] = [];
  const connections: Connection[] = [];
  live = followStream({
    api: host,
    timers: clock,
    onChange: (change) => changes.push(change),
    onConnection: (connection) => connections.push(connection),
    random: () => 0.5,
  });
  await settled();
  return { changes, connections, state: () => connections.at(-1) };
}

describe('following the host', () => {
  it('is connected with the first event, not with the first byte', async () => {
    const host = new FakeHost();
    const { changes, state } = await follow(host, new ManualClock());
    expect(state()?.state).toBe('connecting');
    await host.tell(health());
    expect(state()?.state).toBe('connected');
    expect(changes).toHaveLength(1);
  });

  it('resumes after the last event when the stream ends, and is connected though nothing was missed', async () => {
    const [host, clock] = [new FakeHost(), new ManualClock()];
    const { state } = await follow(host, clock);
    await host.tell(health(), 'e-7');
    await host.end();
    expect(state()?.state).toBe('disconnected');
    await clock.advance(500);
    expect(host.opened.map(({ lastEventId }) => lastEventId)).toEqual([undefined, 'e-7']);
    expect(state()?.state).toBe('connected');
  });

  it('waits longer after each failure, up to ten seconds, and says when it tries next', async () => {
    const [host, clock] = [new FakeHost(), new ManualClock()];
    host.refuse = new TypeError('fetch failed');
    const { connections } = await follow(host, clock);
    await clock.advance(60_000);
    const waits = connections.flatMap((connection, index) =>
      connection.retryAt === null
        ? []
        : [connection.retryAt - (connections[index - 1]?.retryAt ?? clock.now() - 60_000)],
    );
    expect(waits.slice(0, 7)).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    expect(new Set(connections.slice(1).map(({ since }) => since)).size).toBe(1);
  });

  it('begins with short waits again once it was connected', async () => {
    const [host, clock] = [new FakeHost(), new ManualClock()];
    host.refuse = new TypeError('fetch failed');
    await follow(host, clock);
    await clock.advance(20_000);
    host.refuse = null;
    await clock.advance(10_000);
    await host.tell(health());
    const opened = host.opened.length;
    await host.end();
    await clock.advance(500);
    expect(host.opened).toHaveLength(opened + 1);
  });

  it('gives up a stream that never says anything', async () => {
    const [host, clock] = [new FakeHost(), new ManualClock()];
    const { state } = await follow(host, clock);
    await clock.advance(10_000);
    expect(host.opened[0]?.signal.aborted).toBe(true);
    expect(state()?.state).toBe('disconnected');
  });

  it('asks the host itself after a silence, and goes on when it knows no more than the stream told', async () => {
    const [host, clock] = [new FakeHost(), new ManualClock()];
    const { changes, state } = await follow(host, clock);
    await host.tell(health());
    await clock.advance(45_000);
    expect(host.healthAsked).toBe(1);
    expect(changes).toHaveLength(2);
    expect(state()?.state).toBe('connected');
    expect(host.opened).toHaveLength(1);
  });

  it('opens the stream anew when the host knows of a cycle that the stream did not tell', async () => {
    const [host, clock] = [new FakeHost(), new ManualClock()];
    await follow(host, clock);
    await host.tell(health());
    host.known = aHealth('2026-03-10T12:00:30.000Z');
    await clock.advance(45_000);
    expect(host.opened[0]?.signal.aborted).toBe(true);
    await clock.advance(500);
    expect(host.opened).toHaveLength(2);
  });

  it('is disconnected when the host answers neither on the stream nor when asked', async () => {
    const [host, clock] = [new FakeHost(), new ManualClock()];
    const { state } = await follow(host, clock);
    await host.tell(health());
    host.known = 'silent';
    await clock.advance(45_000 + 10_000);
    expect(state()?.state).toBe('disconnected');
  });

  it('is signed out, and looks again, when the host does not know this browser', async () => {
    const [host, clock] = [new FakeHost(), new ManualClock()];
    host.refuse = new ORPCError('UNAUTHORIZED', { status: 401 });
    const { state } = await follow(host, clock);
    expect(state()?.state).toBe('signedOut');
    host.refuse = null;
    live?.probe();
    await settled();
    await host.tell(health());
    expect(state()?.state).toBe('connected');
  });

  it('tries at once when asked to look', async () => {
    const [host, clock] = [new FakeHost(), new ManualClock()];
    host.refuse = new TypeError('fetch failed');
    await follow(host, clock);
    await clock.advance(20_000);
    const opened = host.opened.length;
    live?.probe();
    await settled();
    expect(host.opened).toHaveLength(opened + 1);
  });

  it('leaves no timer and no stream behind when stopped', async () => {
    const [host, clock] = [new FakeHost(), new ManualClock()];
    await follow(host, clock);
    await host.tell(health());
    live?.stop();
    await settled();
    expect(clock.pendingTimers).toBe(0);
    expect(host.opened[0]?.signal.aborted).toBe(true);
  });
});

it('lets go of what it was told, however long the stream lives', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const host = new FakeHost();
  live = followStream({ api: host, timers: new ManualClock(), onChange: () => {}, onConnection: () => {} });
  await settled();
  const told: WeakRef<Change>[] = [];
  for (let count = 0; count < 50; count++) {
    const change = health();
    told.push(new WeakRef(change));
    await host.tell(change);
  }
  await nextTurn();
  collect();
  // The last ones may still be in somebody's hands.
  expect(told.filter((change) => change.deref() !== undefined).length).toBeLessThan(5);
});
