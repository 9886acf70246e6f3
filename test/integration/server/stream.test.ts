import { afterEach, describe, expect, it } from 'vitest';
import { anAlert } from '../../support/builders.ts';
import { EventStream } from '../../support/eventStream.ts';
import { startTestHost, testToken } from '../../support/testHost.ts';

const bearer = { authorization: `Bearer ${testToken}` };
let host: Awaited<ReturnType<typeof startTestHost>>;
afterEach(() => host.close());

const open = (lastEventId?: string) =>
  EventStream.open(`${host.url}/api/stream`, { ...bearer, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) });

/** Ids of changed alerts, up to `count` of them, other changes left out. */
async function alertIds(stream: EventStream, count: number): Promise<{ ids: string[]; lastEventId: string }> {
  const ids: string[] = [];
  let lastEventId = '';
  while (ids.length < count) {
    const event = await stream.next();
    if (!event) break;
    lastEventId = event.id ?? '';
    if (event.data.kind === 'alerts') for (const alert of event.data.alerts) ids.push(alert.id);
  }
  return { ids, lastEventId };
}

const tell = (id: string) => host.feed.alertsChanged([anAlert({ id })], []);

describe('the stream', () => {
  it('is an event stream that proxies leave alone', async () => {
    host = await startTestHost();
    const stream = await open();
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.response.headers.get('cache-control')).toBe('no-store');
    expect(stream.response.headers.get('x-accel-buffering')).toBe('no');
    await stream.cut();
  });

  it('gives a snapshot, then changes; after a break what was missed, none missed and none twice', async () => {
    host = await startTestHost();
    const first = await open();
    expect((await first.next())?.data).toMatchObject({ kind: 'snapshot', health: { status: 'live' }, demo: null });
    tell('a1');
    tell('a2');
    const before = await alertIds(first, 2);
    expect(before.ids).toEqual(['a1', 'a2']);
    await first.cut();
    await expect.poll(() => host.feed.listeners()).toBe(0);

    tell('a3');
    tell('a4');
    const second = await open(before.lastEventId);
    tell('a5');
    expect((await alertIds(second, 3)).ids).toEqual(['a3', 'a4', 'a5']);
    await second.cut();
  });

  it('tells what people do in one window to every other', async () => {
    host = await startTestHost({ alerts: [anAlert({ id: 'a1' })] });
    const streams = await Promise.all(Array.from({ length: 10 }, () => open()));
    for (const stream of streams) expect((await stream.next())?.data.kind).toBe('snapshot');
    expect(host.feed.listeners()).toBe(10);
    await host.post('/api/alerts/a1/acknowledge', { by: 'mira' });
    for (const stream of streams) {
      expect((await stream.next())?.data).toMatchObject({
        kind: 'alerts',
        alerts: [{ id: 'a1', acknowledgedBy: 'mira' }],
      });
    }
    await Promise.all(streams.map((stream) => stream.cut()));
    await expect.poll(() => host.feed.listeners()).toBe(0);
  });

  it('gives a snapshot to one who comes back to another process', async () => {
    host = await startTestHost({ epoch: 'second' });
    const stream = await open('first-17');
    expect((await stream.next())?.data.kind).toBe('snapshot');
    await stream.cut();
  });

  it('does not pile up what a client does not read', async () => {
    host = await startTestHost();
    const slow = await open();
    expect((await slow.next())?.data.kind).toBe('snapshot');
    const description = 'x'.repeat(20_000);
    for (let i = 0; i < 3000; i++) {
      host.feed.alertsChanged([anAlert({ id: `a${i}`, description })], []);
      if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const kinds: string[] = [];
    let last = '';
    while (last !== 'a2999') {
      const event = await slow.next();
      kinds.push(event?.data.kind);
      if (event?.data.kind === 'snapshot') break;
      last = event?.data.alerts?.at(-1)?.id ?? last;
    }
    expect(kinds).toContain('snapshot');
    await slow.cut();
  });

  it('ends when the host stops, and the host does not wait for it', async () => {
    host = await startTestHost();
    const stream = await open();
    await stream.next();
    const started = performance.now();
    await host.close();
    expect(performance.now() - started).toBeLessThan(2000);
    await stream.next().catch(() => null);
  });
});
