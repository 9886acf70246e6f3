import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnectionDesk } from '../../../core/watch/connectionDesk.ts';
import { Settings } from '../../../shared/settings.ts';
import { ManualClock } from '../../support/manualClock.ts';

/** Somebody's server that writes down every header it is shown. */
let server: Server;
let shown = '';
let url = '';

beforeEach(async () => {
  shown = '';
  server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    shown += JSON.stringify(request.headers) + Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
    response.writeHead(403, { 'x-clickhouse-exception-code': '516' }).end('Code: 516. Authentication failed');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const settings = Settings.parse({});
const signal = new AbortController().signal;
const place = (address: string, user = 'oncall') => ({ ...settings.connection, url: address, user });
const desk = (where: Settings['connection']) =>
  createConnectionDesk({
    connection: null,
    settings,
    places: [{ where, password: 'PLANTED' }],
    clock: new ManualClock(),
  });

describe('testing a connection', () => {
  it('uses the stored password for the server that it was stored for', async () => {
    const result = await desk(place(url)).test({}, signal);
    expect(result).toMatchObject({ ok: false, code: 'auth' });
    expect(shown).toContain('PLANTED');
    expect(JSON.stringify(result)).not.toContain('PLANTED');
  });

  it.each([
    ['another server', 'https://clickhouse.example.com', 'oncall'],
    ['another user', '', 'somebody'],
  ])('shows it to no other: %s', async (_, stored, user) => {
    const result = await desk(place(stored || url)).test({ connection: place(url, user) }, signal);
    expect(result.ok).toBe(false);
    expect(shown).not.toBe('');
    expect(shown).not.toContain('PLANTED');
  });

  it('uses a password that was stored before any address was', async () => {
    await desk(place('')).test({ connection: place(url) }, signal);
    expect(shown).toContain('PLANTED');
  });

  it('uses a password that comes with the question', async () => {
    await desk(place('https://clickhouse.example.com')).test({ connection: place(url), password: 'given-now' }, signal);
    expect(shown).toContain('given-now');
    expect(shown).not.toContain('PLANTED');
  });

  it('asks the saved ClickHouse for its tables while the demo is watched', async () => {
    const places = [
      { where: place('http://127.0.0.1:1', 'demo'), password: 'DEMO' },
      { where: place(url), password: 'OWN' },
    ] as const;
    const ofDemo = createConnectionDesk({ connection: null, settings, places, clock: new ManualClock() });
    expect(await ofDemo.schema(signal)).toMatchObject({ ok: false, error: { code: 'auth' } });
    expect(shown).toContain('OWN');
    expect(shown).not.toContain('DEMO');
  });

  it('says what is missing where nothing is set up', async () => {
    expect(await desk(place('')).test({}, signal)).toMatchObject({ ok: false, code: 'notConfigured' });
    expect(await desk(place('')).schema(signal)).toMatchObject({ ok: false, error: { code: 'notConfigured' } });
    const unsafe = await desk(place('http://clickhouse.example.com:8123')).schema(signal);
    expect(unsafe).toMatchObject({ ok: false, error: { message: expect.stringContaining('plain HTTP') } });
  });
});
