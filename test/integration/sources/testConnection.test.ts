import { Agent, createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectionOptions, createConnection } from '../../../core/adapters/clickhouse/createConnection.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { testConnection } from '../../../core/adapters/clickhouse/testConnection.ts';
import { Settings } from '../../../shared/settings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { startFaultyClickHouse } from '../../support/faultyClickHouse.ts';
import { privateCertificate } from '../../support/privateCertificate.ts';
import { successOf } from '../../support/successOf.ts';

const signal = () => AbortSignal.timeout(20_000);

describe('trying out a connection', () => {
  let clickhouse: EmbeddedClickHouse;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse({ user: 'ada', password: 'hunter2' });
  });
  afterAll(() => clickhouse.stop());

  const attempt = (
    overrides: Partial<Settings['connection']> = {},
    password = 'hunter2',
    options: ConnectionOptions = {},
  ) =>
    testConnection(
      Settings.parse({ connection: { url: clickhouse.url, user: 'ada', database: 'default', ...overrides } })
        .connection,
      password,
      signal(),
      options,
    );
  const stepsOf = (result: Awaited<ReturnType<typeof attempt>>) => result.steps.map((step) => [step.name, step.ok]);

  it('goes through every step when all is well', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database, { user: 'ada', password: 'hunter2' });
    successOf(await applySchema(connection, signal()));
    await connection.close();
    const result = await attempt({ database });
    expect(result).toMatchObject({ ok: true, code: null, message: 'ClickHouse can be watched.' });
    expect(stepsOf(result)).toEqual([
      ['reach', true],
      ['sign in', true],
      ['version', true],
      ['database', true],
      ['table events', true],
      ['table metric_windows', true],
      ['table anomalies', true],
    ]);
  });

  it('stops at a wrong password, without repeating it', async () => {
    const result = await attempt({}, 'hunter3');
    expect(result).toMatchObject({ ok: false, code: 'auth' });
    expect(stepsOf(result)).toEqual([
      ['reach', true],
      ['sign in', false],
    ]);
    expect(JSON.stringify(result)).not.toContain('hunter');
  });

  it('stops at a database that is not there', async () => {
    const result = await attempt({ database: 'nowhere' });
    expect(result).toMatchObject({ ok: false, code: 'missingDatabase' });
    expect(result.steps.at(-1)).toMatchObject({ name: 'database', ok: false });
  });

  it('says that there is nothing to watch in an empty database', async () => {
    const result = await attempt({ database: await clickhouse.freshDatabase() });
    expect(result).toMatchObject({ ok: false, code: 'missingTable' });
    expect(result.steps.slice(-3)).toMatchObject(Array(3).fill({ ok: true, notSetUp: true }));
    expect(result.steps.at(-1)?.message).toBe('Not there: anomalies of other programs are not watched.');
  });

  it('is content with one table, and names what another lacks', async () => {
    const database = await clickhouse.freshDatabase();
    await clickhouse.query(
      `CREATE TABLE ${database}.anomalies (window_start String, anomaly_type String, severity String, description String,
       metric_value String, expected_value String, detected_at String) ENGINE = MergeTree ORDER BY tuple()`,
    );
    const result = await attempt({ database });
    expect(result.ok).toBe(true);
    expect(result.steps.map((step) => step.notSetUp ?? false).slice(-3)).toEqual([true, true, false]);
    expect(result.steps.at(-1)?.message).toBe('There, but without columns for acknowledgements.');
    await clickhouse.query(`CREATE TABLE ${database}.events (event_time DateTime) ENGINE = MergeTree ORDER BY tuple()`);
    const broken = await attempt({ database });
    expect(broken).toMatchObject({ ok: false, code: 'missingColumn' });
    expect(broken.message).toBe('Columns missing in events: event_type, session_id, category, price, quantity.');
  });

  it.each([
    ['tooOld', 'tooOld', 'version'],
    ['htmlPage', 'badAnswer', 'reach'],
    ['cut', 'unreachable', 'reach'],
  ] as const)('stops at a server that is %s', async (fault, code, step) => {
    const double = await startFaultyClickHouse(fault);
    const result = await attempt({ url: double.url });
    expect(result).toMatchObject({ ok: false, code });
    expect(result.steps.at(-1)).toMatchObject({ name: step, ok: false });
    await double.stop();
  });

  it('names a host that nobody knows', async () => {
    const result = await attempt({ url: 'https://clickhouse.invalid:8443' });
    expect(result).toMatchObject({ ok: false, code: 'dns' });
    expect(result.message).toMatch(/^The name of clickhouse\.invalid:8443 cannot be resolved/);
    expect(stepsOf(result)).toEqual([['name', false]]);
  });

  it('names a port that refuses', async () => {
    const result = await attempt({ url: 'http://127.0.0.1:1' });
    expect(result).toMatchObject({ ok: false, code: 'unreachable' });
    expect(result.message).toMatch(/^ClickHouse at 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)/);
    expect(stepsOf(result)).toEqual([['reach', false]]);
  });

  describe('over https', () => {
    const own = privateCertificate('clickhouse.company.test');
    const trusting = { agentFor: () => new Agent({ ca: own.certificate, checkServerIdentity: () => undefined }) };
    const strict = { agentFor: () => new Agent({ ca: own.certificate }) };
    const failedAtEncryption = [
      ['reach', true],
      ['encryption', false],
    ];
    let server: Server;
    let url: string;
    beforeAll(async () => {
      server = createServer({ key: own.key, cert: own.certificate }, (_, response) => {
        response.writeHead(401, { 'x-clickhouse-exception-code': '516' }).end('Code: 516. Authentication failed');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    it('tells a port that does not speak it', async () => {
      const result = await attempt({ url: clickhouse.url.replace('http:', 'https:') });
      expect(result).toMatchObject({ ok: false, code: 'tls' });
      expect(result.message).toContain('does not speak https');
      expect(stepsOf(result)).toEqual(failedAtEncryption);
    });

    it('tells a certificate whose issuer is not trusted', async () => {
      const result = await attempt({ url });
      expect(result).toMatchObject({ ok: false, code: 'tls' });
      expect(result.message).toContain('does not trust who issued its certificate');
      expect(stepsOf(result)).toEqual(failedAtEncryption);
    });

    it('tells a certificate for another name', async () => {
      const result = await attempt({ url }, 'hunter2', strict);
      expect(result).toMatchObject({ ok: false, code: 'tls' });
      expect(result.message).toContain('is for another name');
      expect(stepsOf(result)).toEqual(failedAtEncryption);
    });

    it('has its own step before a wrong password', async () => {
      const result = await attempt({ url }, 'hunter3', trusting);
      expect(result).toMatchObject({ ok: false, code: 'auth' });
      expect(stepsOf(result)).toEqual([
        ['reach', true],
        ['encryption', true],
        ['sign in', false],
      ]);
    });
  });

  it('reads compressed answers, failures among them', async () => {
    const { connection: settings } = Settings.parse({
      connection: { url: clickhouse.url, user: 'ada', database: 'default' },
    });
    const connection = successOf(createConnection(settings, 'hunter2', { compress: true }));
    const rows = await connection.select({ sql: "SELECT repeat('x', 5000) AS text FROM numbers(200)" }, signal());
    expect(successOf(rows)).toHaveLength(200);
    const failure = await connection.select({ sql: 'SELECT 1 FROM default.nowhere', table: 'nowhere' }, signal());
    expect(failure).toMatchObject({ ok: false, error: { code: 'missingTable' } });
    await connection.close();
  });

  it('refuses an address that is not safe without connecting', async () => {
    const result = await attempt({ url: 'http://clickhouse.example.com:8123' });
    expect(result).toMatchObject({ ok: false, code: 'notConfigured' });
    expect(stepsOf(result)).toEqual([['address', false]]);
  });
});
