import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AlertPage } from '../../../shared/alertQuery.ts';
import type { SettingsView } from '../../../shared/settings.ts';
import { type Detour, startDetour } from '../../support/detour.ts';
import { type EchoServer, echoManners, startEchoServer } from '../../support/echoServer.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { EventStream } from '../../support/eventStream.ts';
import { eventually } from '../../support/eventually.ts';
import { HostProcess } from '../../support/hostProcess.ts';
import { filesBelow, planted, secretsIn } from '../../support/plantedSecrets.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

// A night in which everything that is asked repeats what it was told, secrets too. Afterwards they must be nowhere.
let clickhouse: EmbeddedClickHouse;
let echo: EchoServer;
let detour: Detour;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse({ user: 'ada', password: planted.password });
  detour = await startDetour(clickhouse.url);
});
beforeEach(async () => {
  echo = await startEchoServer();
});
afterEach(() => echo.close());
afterAll(async () => {
  await detour.stop();
  await clickhouse.stop();
});

const webhook = (secret: string) => `${echo.url}/services/${secret}`;
const secretsByEnvironment = () => ({
  CLICKHOUSE_PASSWORD: planted.password,
  SLACK_WEBHOOK_CRITICAL: webhook(planted.critical),
  SLACK_WEBHOOK_URL: webhook(planted.general),
});

async function storeSecrets(host: HostProcess): Promise<Response[]> {
  return [
    await host.put('/api/secrets/clickhousePassword', { value: planted.password }),
    await host.put('/api/secrets/slackWebhookCritical', { value: webhook(planted.critical) }),
    await host.put('/api/secrets/slackWebhookUrl', { value: webhook(planted.general) }),
  ];
}

/** Everything that can be read, by the API's own description of itself. */
async function everyRead(host: HostProcess): Promise<Response[]> {
  const document = await host.json<{ paths: Record<string, object> }>('/api/openapi.json');
  const reads = Object.keys(document.paths).filter((path) => 'get' in (document.paths[path] ?? {}));
  expect(reads).toEqual(expect.arrayContaining(['/health', '/diagnostics', '/settings', '/host', '/alerts/{id}']));
  const { items } = await host.json<AlertPage>('/api/alerts');
  const paths = reads
    .filter((path) => path !== '/stream')
    .flatMap((path) => (path.includes('{id}') ? items.map(({ id }) => path.replace('{id}', id)) : [path]));
  return Promise.all(['/openapi.json', ...paths].map((path) => host.get(`/api${path}`)));
}

/** What a person may put in the wrong place. */
async function mistakes(host: HostProcess): Promise<Response[]> {
  const { typed } = planted;
  const { settings } = await host.json<SettingsView>('/api/settings');
  const at = (url: string) => ({ ...settings, connection: { ...settings.connection, url } });
  return [
    await host.put('/api/settings', at(`https://ada:${typed}@clickhouse.example.com`)),
    await host.put('/api/settings', at(`https://clickhouse.example.com/?password=${typed}`)),
    await host.put('/api/settings', { ...settings, currency: typed }),
    await host.put('/api/secrets/slackWebhookTechnical', { value: `ftp://hooks.example.com/${typed}` }),
    await host.put('/api/secrets/slackWebhookTechnical', { value: typed.repeat(1000) }),
    await host.put('/api/secrets/clickhousePassword', { value: [typed] }),
    await host.put(`/api/secrets/${encodeURIComponent(typed)}`, { value: typed }),
    await host.post('/api/secrets/unlock', { passphrase: typed }),
    await host.post('/api/connection/test', { password: [typed] }),
    await host.post('/api/connection/test', { password: typed, connection: at(echo.url).connection }),
    await host.post('/api/connection/test', { password: typed }),
    await host.get(`/?token=${encodeURIComponent(typed)}`, { headers: {} }),
    await host.get(`/api/health?password=${encodeURIComponent(typed)}`),
    await host.get('/api/health', { headers: { authorization: `Bearer ${typed}` } }),
    await host.get('/api/health', { headers: { authorization: `Basic ${btoa(`ada:${typed}`)}` } }),
  ];
}

describe.each([
  ['by the environment', secretsByEnvironment, async () => []],
  ['in Setup', () => ({}), storeSecrets],
] as const)('secrets that were set %s', (_how, env, store) => {
  it('are in no answer, no stream, no log, no output and no file, whatever fails and whatever is said of it', async () => {
    await using temporary = await temporaryFolder();
    const database = await clickhouse.freshDatabase();
    const host = await HostProcess.start({
      folder: temporary.path,
      args: ['--no-demo'],
      env: {
        CLICKHOUSE_URL: detour.url,
        CLICKHOUSE_USER: 'ada',
        CLICKHOUSE_DATABASE: database,
        WATCHKEEPER_PASSPHRASE: planted.passphrase,
        ALERT_DEBUG_MODE: '1',
        ...env(),
      },
    });
    const told: string[] = [];
    const keep = async (answers: Response[] | Promise<Response[]>) => {
      for (const answer of await answers) told.push(`${JSON.stringify([...answer.headers])} ${await answer.text()}`);
    };
    const stream = await EventStream.open(`${host.url}/api/stream`, { authorization: `Bearer ${host.token}` });
    const listening = (async () => {
      for (let event = await stream.next(); event !== null; event = await stream.next())
        told.push(JSON.stringify(event));
    })().catch(() => {});
    await keep(store(host));
    const { settings } = await host.json<SettingsView>('/api/settings');
    await keep([await host.put('/api/settings', { ...settings, currency: 'EUR' })]);

    // An alert whose notifications fail.
    await keep([await host.post('/api/connection/schema', {})]);
    await clickhouse.query(
      `INSERT INTO anomalies (window_start, anomaly_type, severity, description, metric_value, expected_value, detected_at)
       VALUES (now(), 'late_job', 'critical', 'Late.', '1', '2', now())`,
      database,
    );
    await eventually(async () => {
      // The first may be answered by a cycle that had begun before the row was there.
      await keep([await host.post('/api/cycle', {})]);
      expect(secretsIn(echo.heard())).toContain(planted.critical);
    });
    await keep(everyRead(host));

    for (const manner of echoManners) {
      echo.become(manner);
      detour.leadTo(echo.url);
      await keep([
        await host.post('/api/cycle', {}),
        await host.post('/api/connection/test', {}),
        await host.post('/api/connection/schema', {}),
        await host.post('/api/receivers/slack/test', {}),
        await host.post('/api/receivers/slack-critical/test', {}),
      ]);
      await keep(mistakes(host));
      await keep(everyRead(host));
      detour.leadTo(clickhouse.url);
    }
    expect(secretsIn(echo.heard())).toEqual([planted.password, planted.typed, planted.critical, planted.general]);

    const { stdout, stderr } = await host.stop();
    await listening;
    expect(told.length).toBeGreaterThan(100);
    for (const text of [...told, stdout, stderr]) expect(secretsIn(text)).toEqual([]);
    expect(told.join()).not.toContain(host.token);
    const files = await filesBelow(join(temporary.path, 'home'));
    for (const [path, content] of files) {
      expect(secretsIn(content), path).toEqual([]);
      if (path !== 'token') expect(content, path).not.toContain(host.token);
    }
    expect(files.get('settings.json')).toContain('EUR');
    expect(files.get('logs/watchkeeper.log')).toContain('"level":20');
  });
});

describe('what is printed and logged when it ends by a bug', () => {
  it.each([
    ['thrown', 'throw bug()'],
    ['a promise that nobody waited for', 'Promise.reject(bug())'],
  ])('holds no secret: %s', async (_how, happens) => {
    await using temporary = await temporaryFolder();
    const code = `
      const { SLACK_WEBHOOK_URL, CLICKHOUSE_PASSWORD, WATCHKEEPER_PASSPHRASE, WATCHKEEPER_TOKEN } = process.env;
      const cause = new Error([CLICKHOUSE_PASSWORD, WATCHKEEPER_PASSPHRASE, WATCHKEEPER_TOKEN].join(' and '));
      const bug = () => new Error('bug at ' + SLACK_WEBHOOK_URL, { cause });
      const waiting = setInterval(() => {
        if (process.listenerCount('uncaughtException') === 0) return;
        clearInterval(waiting);
        ${happens};
      }, 20);`;
    const {
      code: exit,
      stdout,
      stderr,
    } = await HostProcess.run({
      folder: temporary.path,
      args: ['--no-demo'],
      env: {
        ...secretsByEnvironment(),
        WATCHKEEPER_PASSPHRASE: planted.passphrase,
        WATCHKEEPER_TOKEN: planted.typed,
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`,
      },
    });
    expect(exit).toBe(1);
    expect(stderr).toContain('Watchkeeper stops because of a bug');
    // Printed on purpose: the address with the token.
    for (const text of [stderr, stdout.replace(/\?token=\S+/, '')]) expect(secretsIn(text)).toEqual([]);
    for (const [path, content] of await filesBelow(join(temporary.path, 'home')))
      expect(secretsIn(content), path).toEqual([]);
  });
});
