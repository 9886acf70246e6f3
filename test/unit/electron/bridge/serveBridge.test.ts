import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, getEventMeta, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Contract, contract } from '../../../../shared/contract.ts';
import { goodbye } from '../../../../shared/desktopBridge.ts';
import { anAlert } from '../../../support/builders.ts';
import { aConnectionDesk } from '../../../support/fakeApiPorts.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { startTestHost, testToken } from '../../../support/testHost.ts';
import { aBridge, aPage, bridgeOver } from './bridgeHarness.ts';

type Client = ContractRouterClient<Contract>;
let ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

function aDesktop(options: Partial<Parameters<typeof aBridge>[0]> = {}) {
  const desktop = aBridge({ clock: new ManualClock(), alerts: [anAlert({ id: 'a1' })], ...options });
  ends.push(
    () => desktop.close(),
    () => desktop.feed.close(),
  );
  return desktop;
}

/** How a call ended, as far as the page can tell. */
const outcome = (call: Promise<unknown>) =>
  call.then(
    (value) => ({ value }),
    (error: unknown) => {
      if (!(error instanceof ORPCError)) throw error;
      const { code, status, message, data, defined } = error;
      return { code, status, message, data, defined };
    },
  );

describe('over the port as over HTTP', () => {
  let overPort: Client;
  let overHttp: Client;
  beforeEach(async () => {
    const severities = ['critical', 'high', 'medium', 'low'] as const;
    const alerts = severities.map((severity, index) => anAlert({ id: `a${index}`, severity, title: `Alert ${index}` }));
    const host = await startTestHost({ alerts });
    const desktop = bridgeOver(host);
    ends.push(
      () => host.close(),
      () => desktop.close(),
    );
    overPort = desktop.client(desktop.page()).api;
    overHttp = createORPCClient(
      new OpenAPILink(contract, { url: `${host.url}/api`, headers: { authorization: `Bearer ${testToken}` } }),
    );
  });

  it.each<[string, (api: Client) => Promise<unknown>]>([
    ['a question without input', (api) => api.health()],
    ['a list without a filter', (api) => api.alerts.list({})],
    ['a list of some severities', (api) => api.alerts.list({ severity: ['critical', 'low'], limit: 1, offset: 1 })],
    ['a list by words', (api) => api.alerts.list({ q: 'Alert 2', sort: 'severity', direction: 'asc' })],
    ['a filter that is left out', (api) => api.alerts.list({ q: undefined, severity: undefined })],
    ['one alert', (api) => api.alerts.get({ id: 'a1' })],
    ['several at once', (api) => api.alerts.snoozeMany({ ids: ['a1', 'zz', 'a2'], until: null, by: 'mira ☂' })],
    ['an explicit null', (api) => api.alerts.snooze({ id: 'a1', until: null })],
    ['settings', (api) => api.settings.get()],
    ['what is not there', (api) => api.alerts.get({ id: 'zz' })],
    ['input that is wrong', (api) => api.alerts.list({ limit: 0, severity: ['purple' as 'low'] })],
    ['input that is wrong for the moment', (api) => api.alerts.snooze({ id: 'a1', until: '2001-01-01T00:00:00.000Z' })],
    ['what this host cannot do', (api) => api.host.openDataFolder()],
    ['what does not run', (api) => api.demo.scenarios()],
  ])('%s is answered alike', async (_name, ask) => {
    const [port, http] = [await outcome(ask(overPort)), await outcome(ask(overHttp))];
    expect(port).toEqual(http);
  });

  it('names every field that is wrong', async () => {
    const answer = await outcome(overPort.alerts.list({ limit: 0, severity: ['purple' as 'low'] }));
    expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST', data: { issues: [{}, { path: 'limit' }] } });
  });
});

describe('the stream', () => {
  const follow = async (api: Client, lastEventId?: string) => {
    const controller = new AbortController();
    const stream = await api.stream(undefined, {
      signal: controller.signal,
      ...(lastEventId === undefined ? {} : { lastEventId }),
    });
    const events = stream[Symbol.asyncIterator]();
    return { next: async () => (await events.next()).value, end: () => controller.abort() };
  };

  it('gives a snapshot, then changes, and resumes after the last event of an earlier port', async () => {
    const desktop = aDesktop();
    const page = desktop.page();
    const first = await follow(desktop.client(page).api);
    expect(await first.next()).toMatchObject({ kind: 'snapshot' });
    desktop.feed.alertsChanged([anAlert({ id: 'a1' })], []);
    const change = await first.next();
    expect(change).toMatchObject({ kind: 'alerts', alerts: [{ id: 'a1' }] });
    const id = getEventMeta(change)?.id;
    first.end();

    desktop.feed.alertsChanged([anAlert({ id: 'a2' })], []);
    const second = await follow(desktop.client(page).api, id);
    expect(await second.next()).toMatchObject({ kind: 'alerts', alerts: [{ id: 'a2' }] });
    second.end();
  });

  it('costs nothing any more once the page has had enough', async () => {
    const desktop = aDesktop();
    const stream = await follow(desktop.client(desktop.page()).api);
    await stream.next();
    expect(desktop.feed.listeners()).toBe(1);
    stream.end();
    await expect.poll(() => desktop.feed.listeners()).toBe(0);
  });

  it.each([
    ['reloads', ['did-start-navigation', { isMainFrame: true, isSameDocument: false }]],
    ['crashes', ['render-process-gone', {}, { reason: 'crashed' }]],
    ['is destroyed', ['destroyed']],
  ] as const)(
    'ends when its page %s, and a new port serves the page that comes back',
    async (_what, [event, ...args]) => {
      const desktop = aDesktop();
      const page = desktop.page();
      const { api, opened } = desktop.client(page);
      const stream = await follow(api);
      await stream.next();
      const broken = expect(stream.next()).rejects.toThrow();
      page.contents.emit(event, ...args);
      await broken;
      await expect.poll(() => desktop.feed.listeners()).toBe(0);
      expect(await api.health()).toMatchObject({ status: 'live' });
      expect(opened).toHaveLength(2);
    },
  );

  it('goes on while the page only changes its address or a frame in it', async () => {
    const desktop = aDesktop();
    const page = desktop.page();
    const { api, opened } = desktop.client(page);
    const stream = await follow(api);
    await stream.next();
    page.contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    page.contents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    desktop.feed.alertsChanged([anAlert({ id: 'a9' })], []);
    expect(await stream.next()).toMatchObject({ kind: 'alerts' });
    expect(opened).toHaveLength(1);
    stream.end();
  });

  it('ends with the host', async () => {
    const desktop = aDesktop();
    const stream = await follow(desktop.client(desktop.page()).api);
    await stream.next();
    const broken = expect(stream.next()).rejects.toThrow();
    desktop.bridge.close();
    await broken;
    await expect.poll(() => desktop.feed.listeners()).toBe(0);
  });
});

describe('who is served', () => {
  const ours = { url: 'app://watchkeeper/', parent: null };
  const disposed = {
    get url(): string {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    },
    parent: null,
  };

  it.each<[string, unknown]>([
    ['a page of another origin', { ...ours, url: 'https://evil.example/' }],
    ['a page whose origin only begins like ours', { ...ours, url: 'app://watchkeeper.evil.example/' }],
    ['a page of our scheme with another host', { ...ours, url: 'app://evil/' }],
    ['a page of our host with a port', { ...ours, url: 'app://watchkeeper:8080/' }],
    ['a page of our host behind a user name', { ...ours, url: 'app://watchkeeper@evil/' }],
    ['a file', { ...ours, url: 'file:///app://watchkeeper/' }],
    ['a page made of data', { ...ours, url: 'data:text/html,app://watchkeeper/' }],
    ['an empty page', { ...ours, url: 'about:blank' }],
    ['a page with no address', { ...ours, url: '' }],
    ['a frame in our page', { ...ours, parent: ours }],
    ['a frame that is gone', null],
    ['a frame that goes at this moment', disposed],
  ])('not %s', async (_what, frame) => {
    const desktop = aDesktop();
    const { contents } = desktop.page();
    const { port1, port2 } = new MessageChannel();
    const closed = once(port1, 'close');
    desktop.send(contents, frame, [port2]);
    await closed;
    expect(desktop.log.lines).toMatchObject([{ level: 'warn', message: 'A request for the API was refused' }]);
  });

  it('not a window that is none of ours, even with our page in it', async () => {
    const desktop = aDesktop();
    const stranger = aPage();
    const { port1, port2 } = new MessageChannel();
    const closed = once(port1, 'close');
    desktop.send(stranger.contents, ours, [port2]);
    await closed;
    expect(desktop.log.lines).toMatchObject([{ fields: { problem: 'not a window of ours' } }]);
  });

  it.each([0, 2])('not a page that hands over %i ports', (count) => {
    const desktop = aDesktop();
    const channels = Array.from({ length: count }, () => new MessageChannel());
    desktop.send(
      desktop.page().contents,
      ours,
      channels.map(({ port2 }) => port2),
    );
    expect(desktop.log.lines).toMatchObject([{ fields: { problem: 'not exactly one port' } }]);
  });

  it('a page once only: its second port ends the first', async () => {
    const desktop = aDesktop();
    const page = desktop.page();
    const first = new MessageChannel();
    desktop.send(page.contents, page.frame, [first.port2]);
    const said = once(first.port1, 'message');
    expect(await desktop.client(page).api.health()).toMatchObject({ status: 'live' });
    expect(await said).toEqual([goodbye]);
  });
});

describe('a page gone bad', () => {
  /** The messages themselves, as a page gone bad would send them, and what comes back for each. */
  function rawPort(desktop: ReturnType<typeof aDesktop>) {
    const page = desktop.page();
    const { port1, port2 } = new MessageChannel();
    ends.push(() => port1.close());
    const statuses: number[] = [];
    port1.on('message', (text: string) => {
      const { t, p } = JSON.parse(text) as { t?: number; p: { s?: number } };
      if (t === undefined) statuses.push(p.s ?? 200);
    });
    desktop.send(page.contents, page.frame, [port2]);
    let sent = 0;
    const send = (p: object) => port1.postMessage(JSON.stringify({ i: `${sent++}`, p }));
    const ask = (path: string, times: number) => {
      for (let n = 0; n < times; n++) send({ u: path, b: { json: {} } });
    };
    const count = (status: number) => statuses.filter((one) => one === status).length;
    return { page, ask, send, count };
  }

  it('has a hundred questions answered at once; the others are refused, and later ones are answered again', async () => {
    const answers = Promise.withResolvers<void>();
    const test = async () => {
      await answers.promise;
      return { ok: true, code: null, message: '', steps: [] };
    };
    const desktop = aDesktop({ connection: aConnectionDesk({ test }) });
    const { ask, count } = rawPort(desktop);
    ask('/connection/test', 1000);
    await expect.poll(() => count(503)).toBe(900);
    answers.resolve();
    await expect.poll(() => count(200)).toBe(100);
    ask('/health', 1);
    await expect.poll(() => count(200)).toBe(101);
  });

  it('finds nothing behind the contract, whatever names and paths it tries', async () => {
    const { ask, count } = rawPort(aDesktop());
    const names = [
      '/constructor',
      '/toString',
      '/hasOwnProperty/call',
      '/alerts/constructor',
      '/health/valueOf',
      '/nothing',
    ];
    for (const name of names) ask(name, 1);
    await expect.poll(() => count(404)).toBe(names.length);
  });

  it('changes nothing beside its own input by naming where a value is to go', async () => {
    const { send, count } = rawPort(aDesktop());
    for (const path of [
      ['__proto__', 'polluted'],
      ['constructor', 'prototype', 'polluted'],
      ['by', '__proto__', 'x'],
    ])
      for (const type of [0, 1, 2, 3, 4, 5, 6, 7])
        send({ u: '/alerts/acknowledge', b: { json: { id: 'a1', polluted: '1', by: {} }, meta: [[type, ...path]] } });
    send({ u: '/health' });
    await expect.poll(() => count(200)).toBe(1);
    expect(({} as { polluted?: unknown; x?: unknown }).polluted).toBeUndefined();
    expect(({} as { polluted?: unknown; x?: unknown }).x).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('has five hundred streams, and none any more once it is gone', async () => {
    const desktop = aDesktop();
    const { page, ask, count } = rawPort(desktop);
    ask('/stream', 2000);
    await expect.poll(() => count(200) + count(503)).toBe(2000);
    expect(desktop.feed.listeners()).toBe(500);
    page.contents.emit('destroyed');
    await expect.poll(() => desktop.feed.listeners()).toBe(0);
  });
});

describe('a port that was lost on its way', () => {
  it('is given up with a call that nobody answered for long, and another one asked for', async () => {
    const clock = new ManualClock();
    const desktop = aDesktop();
    // Nobody listens, as with a preload that has failed.
    desktop.bridge.close();
    const { api, opened } = desktop.client(desktop.page(), () => clock.now());
    const ask = async (patienceMs: number) => {
      const controller = new AbortController();
      const call = api.health(undefined, { signal: controller.signal });
      clock.jump(patienceMs);
      controller.abort();
      await expect(call).rejects.toThrow();
    };
    await ask(5000);
    await ask(5000);
    expect(opened).toHaveLength(2);
    // A question that its asker dropped says nothing of the port.
    await ask(100);
    await ask(100);
    expect(opened).toHaveLength(3);
  });

  it('is not one over which something else came meanwhile', async () => {
    const clock = new ManualClock();
    const desktop = aDesktop();
    const { api, opened } = desktop.client(desktop.page(), () => clock.now());
    const controller = new AbortController();
    const stream = await api.stream(undefined, { signal: controller.signal });
    await stream.next();
    const slow = api.connection.test({}, { signal: controller.signal });
    await api.health();
    clock.jump(60_000);
    controller.abort();
    await slow.catch(() => {});
    await api.health();
    expect(opened).toHaveLength(1);
  });
});
