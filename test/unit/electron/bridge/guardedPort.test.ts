import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardedPort } from '../../../../electron/bridge/guardedPort.ts';
import { recordingLog } from '../../../support/recordingLog.ts';
import { asMainPort } from './bridgeHarness.ts';

const good = JSON.stringify({ i: '0', p: { u: '/health', b: {} } });
const request = (change: object) => JSON.stringify({ i: '0', p: { u: '/health', b: {}, ...change } });

let channel: MessageChannel;
let log: ReturnType<typeof recordingLog>;
let seen: { received: unknown[]; closed: number };
let guarded: ReturnType<typeof guardedPort>;
beforeEach(() => {
  channel = new MessageChannel();
  log = recordingLog();
  const mine = { received: [] as unknown[], closed: 0 };
  seen = mine;
  guarded = guardedPort(asMainPort(channel.port2), log);
  guarded.on('message', (event) => mine.received.push(event?.data));
  guarded.on('close', () => mine.closed++);
});
afterEach(() => channel.port1.close());

/** Everything sent before it has been looked at once this has come through. */
async function settled(): Promise<void> {
  const last = JSON.stringify({ i: 'last', t: 4 });
  channel.port1.postMessage(last);
  await expect.poll(() => seen.received.at(-1), { interval: 2 }).toBe(last);
  seen.received.pop();
}

describe('what comes through', () => {
  it.each<[string, string]>([
    ['a request without input', good],
    ['a request with input', request({ b: { json: { id: 'a1', deep: [{ x: 'ä' }] } } })],
    ['a list with gaps', request({ b: { json: [null], meta: [[3, 0]] } })],
    ['a request of a part', request({ u: '/alerts/acknowledgeMany' })],
    ['a stream that resumes', request({ u: '/stream', h: { 'last-event-id': 'x-17' } })],
    ['the end of a request', JSON.stringify({ i: '0', t: 4 })],
    [
      'ten thousand ids',
      request({ b: { json: { ids: Array.from({ length: 10_000 }, (_, n) => `${n}`.padStart(64, '0')) } } }),
    ],
  ])('%s', async (_name, message) => {
    channel.port1.postMessage(message);
    await settled();
    expect(seen.received).toEqual([message]);
    expect(log.lines).toEqual([]);
  });
});

describe('what is dropped, with a line in the log', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a number', 7],
    ['an object, which oRPC would take as decoded', { i: '0', p: { u: '/health' } }],
    ['bytes, which only a file would need', new TextEncoder().encode(good)],
    ['a buffer', new TextEncoder().encode(good).buffer],
    ['a text that is no JSON', '{"i":"0",'],
    ['an empty text', ''],
    ['JSON that is no object', '[1,2]'],
    ['null', 'null'],
    ['a request without an id', JSON.stringify({ p: { u: '/health' } })],
    ['an id that is no text', JSON.stringify({ i: { toString: 1 }, p: { u: '/health' } })],
    ['an endless id', JSON.stringify({ i: 'x'.repeat(65), p: { u: '/health' } })],
    ['a request without a payload', JSON.stringify({ i: '0' })],
    ['an address elsewhere', request({ u: 'https://evil.example/health' })],
    ['an address that is no path', request({ u: '//evil.example/health' })],
    ['a path out of the contract', request({ u: '/../health' })],
    ['a query', request({ u: '/health?data=1' })],
    ['a path of the prototype', request({ u: '/__proto__' })],
    ['another method', request({ m: 'GET' })],
    ['an input that is not wrapped', request({ b: 'x' })],
    ['meta that is no list', request({ b: { json: 1, meta: 'x' } })],
    ['meta with odd parts', request({ b: { json: 1, meta: [[{}]] } })],
    ['a file', request({ b: { json: 1, maps: [['a']] } })],
    ['a form', request({ h: { 'content-type': 'multipart/form-data; boundary=x' } })],
    ['a file by its header', request({ h: { 'content-disposition': 'attachment; filename=x' } })],
    ['a stream as input', request({ h: { 'content-type': 'text/event-stream' } })],
    ['a last event that is no text', request({ h: { 'last-event-id': ['1', '2'] } })],
    ['events of a stream that nobody asked for', JSON.stringify({ i: '0', t: 3, p: { e: 'message', d: 1 } })],
    ['an unknown kind', JSON.stringify({ i: '0', t: 9 })],
    ['more than a megabyte', request({ b: { json: 'x'.repeat(1_000_000) } })],
  ])('%s', async (_name, message) => {
    channel.port1.postMessage(message);
    await settled();
    expect(seen.received).toEqual([]);
    expect(log.lines).toMatchObject([{ level: 'warn', message: 'A message from the page was dropped' }]);
  });

  it('without what it said, which may be anything', async () => {
    channel.port1.postMessage('{"secret":"hunter2"');
    await settled();
    expect(JSON.stringify(log.lines)).not.toContain('hunter2');
  });
});

describe('a page that sends nothing but rubbish', () => {
  it('is cut off after ten messages in a row', async () => {
    for (let sent = 0; sent < 10; sent++) channel.port1.postMessage('rubbish');
    await expect.poll(() => seen.closed).toBe(1);
    channel.port1.postMessage(good);
    expect(seen.received).toEqual([]);
    expect(log.lines.at(-1)).toMatchObject({ level: 'error' });
  });

  it('is not while it says something sensible in between', async () => {
    for (let round = 0; round < 3; round++) {
      for (let sent = 0; sent < 9; sent++) channel.port1.postMessage('rubbish');
      await settled();
    }
    expect(seen.closed).toBe(0);
  });
});

describe('its end', () => {
  it('is told once, whichever side closes', async () => {
    guarded.close();
    guarded.close();
    channel.port1.close();
    await expect.poll(() => seen.closed).toBe(1);
  });

  it('is told when the page is gone', async () => {
    channel.port1.close();
    await expect.poll(() => seen.closed).toBe(1);
  });

  it('swallows what is still answered', () => {
    guarded.close();
    expect(() => guarded.postMessage('late')).not.toThrow();
  });

  it('comes when an answer cannot be sent, instead of an error that would end the process', () => {
    guarded.postMessage(() => {});
    expect(seen.closed).toBe(1);
    expect(log.lines).toMatchObject([{ level: 'error', message: 'An answer could not be sent to the page' }]);
  });

  it('comes also where the port takes nothing any more, not even a farewell', async () => {
    const port = asMainPort(channel.port2);
    port.postMessage = () => {
      throw new Error('The port is gone.');
    };
    const broken = guardedPort(port, log);
    expect(() => broken.postMessage('an answer')).not.toThrow();
    await expect.poll(() => seen.closed).toBe(1);
  });
});
