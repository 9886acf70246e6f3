import { afterEach, describe, expect, it } from 'vitest';
import { createConnection } from '../../../core/adapters/clickhouse/createConnection.ts';
import { createEngineSource } from '../../../core/adapters/clickhouse/engineSource.ts';
import { createWindowsReader } from '../../../core/adapters/clickhouse/windowsReader.ts';
import type { ErrorCode } from '../../../shared/problem.ts';
import { Settings } from '../../../shared/settings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { eventually } from '../../support/eventually.ts';
import { type Fault, type FaultyClickHouse, startFaultyClickHouse } from '../../support/faultyClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { successOf } from '../../support/successOf.ts';

const secret = 'hunter2';
const question = { sql: 'SELECT 1 AS a WHERE 1 = {name:String}', params: { name: secret }, table: 'events' };
const soon = () => AbortSignal.timeout(5000);

describe('a ClickHouse that fails', () => {
  let double: FaultyClickHouse | null = null;
  afterEach(async () => {
    await double?.stop();
    double = null;
  });

  async function failing(fault: Fault) {
    double = await startFaultyClickHouse(fault);
    return { double, connection: connectTo(double.url, 'realtime', { user: 'ada', password: secret }) };
  }

  const cases: [Fault, ErrorCode, boolean, RegExp][] = [
    [
      'cut',
      'unreachable',
      true,
      /^The connection to ClickHouse at 127\.0\.0\.1:\d+ was cut in the middle of an answer/,
    ],
    ['cutInAnswer', 'unreachable', true, /was cut in the middle of an answer/],
    ['cutInLength', 'unreachable', true, /was cut in the middle of an answer/],
    ['shortened', 'badAnswer', true, /gave an answer that is not complete JSON, so this cycle saw nothing of it/],
    ['endless', 'badAnswer', true, /gave an answer without end/],
    ['htmlPage', 'badAnswer', true, /gave an answer that is not JSON \(text\/html\).*8123/],
    ['gatewayError', 'badAnswer', true, /gave status 502 without saying why/],
    ['redirect', 'badAnswer', true, /gave a redirect \(status 302\)/],
    ['empty', 'badAnswer', true, /gave an empty answer/],
    ['exceptionInStream', 'rateLimited', true, /overloaded or over its quota \(code 241\)/],
    ['exceptionInJson', 'timeout', true, /stopped the question about realtime\.events because it took too long/],
    ['wrongPassword', 'auth', false, /refused user "ada": the name or password is wrong/],
    ['overloaded', 'rateLimited', true, /overloaded or over its quota \(code 202\)/],
    ['tooOld', 'tooOld', false, /is version 18\.16\.1, too old to be watched: 21\.9 or newer is needed/],
    ['nativePort', 'badAnswer', true, /gave status 400 without saying why/],
    ['notHttp', 'badAnswer', true, /gave an answer that is not HTTP/],
  ];

  it.each(cases)('by %s is reported as %s', async (fault, code, retryable, sentence) => {
    const { connection } = await failing(fault);
    const answer = await connection.select(question, soon());
    expect(answer).toMatchObject({ ok: false, error: { code, retryable } });
    const message = answer.ok ? '' : answer.error.message;
    expect(message).toMatch(sentence);
    expect(message).not.toContain(secret);
    await connection.close();
  });

  it.each(['hang', 'stall'] as const)('by %s is given up at the deadline, and its socket is closed', async (fault) => {
    const { connection, double } = await failing(fault);
    const answer = await connection.select(question, AbortSignal.timeout(100));
    expect(answer).toMatchObject({ ok: false, error: { code: 'timeout', retryable: true } });
    await eventually(async () => expect(double.openSockets()).toBe(0));
    await connection.close();
  });

  it('is not asked when the answer is no longer wanted', async () => {
    const { connection, double } = await failing('hang');
    const answer = await connection.select(question, AbortSignal.abort());
    expect(answer).toMatchObject({ ok: false, error: { code: 'aborted' } });
    expect(double.requests).toEqual([]);
    await connection.close();
  });

  it('because nothing listens there is reported as unreachable', async () => {
    const { connection, double } = await failing('hang');
    await double.stop();
    const answer = await connection.select(question, soon());
    expect(answer).toMatchObject({ ok: false, error: { code: 'unreachable', retryable: true } });
    expect(answer.ok ? '' : answer.error.message).toMatch(/cannot be reached \(ECONNREFUSED\)/);
    await connection.close();
  });

  it('because its name does not resolve is reported as such', async () => {
    const { connection: settings } = Settings.parse({
      connection: { url: 'https://clickhouse.invalid:8443', database: 'realtime' },
    });
    const connection = successOf(createConnection(settings, ''));
    expect(await connection.select(question, soon())).toMatchObject({ ok: false, error: { code: 'dns' } });
    await connection.close();
  });

  it('to speak TLS is reported as such', async () => {
    const { double } = await failing('hang');
    const { connection: settings } = Settings.parse({
      connection: { url: double.url.replace('http:', 'https:'), database: 'realtime' },
    });
    double.become('notHttp');
    const connection = successOf(createConnection(settings, ''));
    expect(await connection.select(question, soon())).toMatchObject({ ok: false, error: { code: 'tls' } });
    await connection.close();
  });

  it('to allow settings is asked again without any, and never with any afterwards', async () => {
    const { connection, double } = await failing('strictUser');
    expect(await connection.version(soon())).toEqual({ ok: true, value: '24.8.1.1' });
    expect(await connection.version(soon())).toEqual({ ok: true, value: '24.8.1.1' });
    expect(double.requests.map((request) => request.parameters)).toEqual([
      ['cancel_http_readonly_queries_on_client_close', 'wait_end_of_query'],
      [],
      [],
    ]);
    await connection.close();
  });

  it('recovers without help: the same connection works again when the server does', async () => {
    const { connection, double } = await failing('cutInAnswer');
    expect(await connection.version(soon())).toMatchObject({ ok: false });
    double.become('strictUser');
    expect(await connection.version(soon())).toMatchObject({ ok: true });
    await connection.close();
  });

  it('fails the poll of a source, which never throws', async () => {
    const { connection, double } = await failing('hang');
    const clock = new ManualClock();
    const source = createEngineSource({
      reader: createWindowsReader(connection, () => clock.now()),
      engine: Settings.parse({}).engine,
      currency: 'USD',
      staleAfterMs: 600_000,
      writeBack: null,
      clock,
      log: recordingLog(),
    });
    for (const [fault] of cases) {
      double.become(fault);
      expect(await source.poll({ now: clock.now(), cursor: null }, soon()), fault).toMatchObject({ ok: false });
    }
    await connection.close();
  });
});

describe('an address that is not safe or not one', () => {
  const settingsFor = (url: string, allowUnencrypted = false) =>
    Settings.parse({ connection: { url, allowUnencrypted } }).connection;

  it.each([
    ['', /^No ClickHouse is connected yet/],
    ['ftp://clickhouse', /^The address of ClickHouse must be a web address/],
    ['https://ada:hunter2@clickhouse', /must not contain a user or password/],
    ['http://clickhouse.example.com:8123', /allow plain http in Setup → Connection \(CLICKHOUSE_ALLOW_HTTP=1\)/],
  ])('%s is refused before anything is sent', (url, sentence) => {
    const made = createConnection(settingsFor(url), secret);
    expect(made).toMatchObject({ ok: false, error: { code: 'notConfigured', retryable: false } });
    expect(made.ok ? '' : made.error.message).toMatch(sentence);
    expect(made.ok ? '' : made.error.message).not.toContain(secret);
  });

  it('may be plain HTTP when the user allows it, which can be seen', async () => {
    const connection = successOf(createConnection(settingsFor('http://clickhouse.example.com:8123', true), ''));
    expect(connection.unencrypted).toBe(true);
    await connection.close();
  });
});
