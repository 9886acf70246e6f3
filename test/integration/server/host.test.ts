import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecretStore } from '../../../core/adapters/secrets/openSecretStore.ts';
import type { Health } from '../../../shared/health.ts';
import type { SettingsView } from '../../../shared/settings.ts';
import { EventStream } from '../../support/eventStream.ts';
import { type HostOptions, HostProcess } from '../../support/hostProcess.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: string;
let hosts: HostProcess[] = [];

beforeEach(async () => {
  temporary = await temporaryFolder();
  folder = temporary.path;
});
afterEach(async () => {
  for (const host of hosts) await host.stop('SIGKILL');
  hosts = [];
  await temporary[Symbol.asyncDispose]();
});

async function start(options: Omit<HostOptions, 'folder'> = {}): Promise<HostProcess> {
  const host = await HostProcess.start({ folder, args: ['--no-demo'], ...options });
  hosts.push(host);
  return host;
}
const run = (args: string[], env: Record<string, string> = {}) => HostProcess.run({ folder, args, env });

describe('wrong input is one sentence and exit code 2', () => {
  it.each([
    [['--colour'], {}, '--colour is not a flag of Watchkeeper. '],
    [['--port', 'http'], {}, '--port must be a whole number '],
    [['--no-demo', '--host', '192.0.2.1'], {}, '192.0.2.1 is not an address of this machine; '],
    [['--no-demo'], { ALERT_CHECK_INTERVAL: 'often' }, 'ALERT_CHECK_INTERVAL must be a number.'],
    [['--no-demo'], { SLACK_WEBHOOK_URL: 'http://example.com/PLANTED' }, 'SLACK_WEBHOOK_URL must begin with https://'],
    [['--no-demo'], { CLICKHOUSE_URL: 'http://clickhouse.example.com:8123' }, 'CLICKHOUSE_URL is plain http://'],
    [['--fresh'], { CLICKHOUSE_URL: 'https://clickhouse.example.com:8443' }, '--fresh clears what the demo has stored'],
  ])('%j %j', async (args, env, beginning) => {
    const { code, stdout, stderr } = await run(args, env as Record<string, string>);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.startsWith(beginning), stderr).toBe(true);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('PLANTED');
  });

  it('a wrong passphrase names its variable', async () => {
    const home = join(folder, 'home');
    await mkdir(home);
    const opened = await openSecretStore(home, 'the right one', () => 0);
    if (opened.ok) await opened.value.store.write('clickhousePassword', 'pw');
    const { code, stderr } = await run(['--no-demo'], { WATCHKEEPER_PASSPHRASE: 'the wrong one' });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^WATCHKEEPER_PASSPHRASE is not the one/);
  });

  it('a data folder that cannot be made there', async () => {
    await writeFile(join(folder, 'file'), '');
    const { code, stderr } = await run(['--no-demo'], { WATCHKEEPER_HOME: join(folder, 'file', 'home') });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Watchkeeper cannot use the folder .+\n$/);
  });

  it('comes from .env as well', async () => {
    await writeFile(join(folder, '.env'), 'CLICKHOUSE_URL=nowhere\n');
    expect((await run(['--no-demo'])).stderr).toMatch(/^CLICKHOUSE_URL must be a web address/);
  });
});

describe('what is in the way is one sentence', () => {
  it('a taken port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const { code, stderr } = await run(['--no-demo', '--port', String(port)]);
    server.close();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `Port ${port} is already in use; another Watchkeeper may be running. Stop it, or choose another with --port.\n`,
    );
  });

  it('another Watchkeeper on the same folder', async () => {
    await start();
    const { code, stderr } = await run(['--no-demo']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Another Watchkeeper is already running on .+\n$/);
  });
});

describe('a running host', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s at once, open streams included, and can start again',
    async (signal) => {
      const host = await start();
      const stream = await EventStream.open(`${host.url}/api/stream`, { authorization: `Bearer ${host.token}` });
      await stream.next();
      const asked = performance.now();
      const { code, stderr } = await host.stop(signal);
      expect(code).toBe(0);
      expect(stderr).toBe('');
      expect(performance.now() - asked).toBeLessThan(3000);
      await stream.cut();
      const again = await start();
      expect(again.token).toBe(host.token);
      expect((await again.get('/api/health')).status).toBe(200);
    },
  );

  it('is blind, not green, while nothing is set up, and says what to do', async () => {
    const host = await start();
    await host.get('/api/cycle', { method: 'POST' });
    const health = await host.json<Health>('/api/health');
    expect(health).toMatchObject({ status: 'blind', demo: false, host: 'browser', sources: [] });
    expect(health.statusReason).toContain('Setup');
  });

  it('keeps its files for this account alone', async () => {
    const host = await start();
    await host.put('/api/settings', { currency: 'EUR' });
    await host.put('/api/secrets/clickhousePassword', { value: 'pw' });
    // Killed: what it had open lies there as it was, and nothing comes or goes while it is looked at.
    await host.stop('SIGKILL');
    const home = join(folder, 'home');
    const entries = await readdir(home, { recursive: true, withFileTypes: true });
    expect(entries.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'settings.json',
        'secrets.json',
        'secrets.key',
        'token',
        'watchkeeper.db',
        'watchkeeper.log',
      ]),
    );
    expect((await stat(home)).mode & 0o777).toBe(0o700);
    for (const entry of entries) {
      const mode = (await stat(join(entry.parentPath, entry.name))).mode & 0o777;
      expect(mode, entry.name).toBe(entry.isDirectory() ? 0o700 : 0o600);
    }
  });

  it('watches what is set up while it runs', async () => {
    const host = await start();
    const view = await host.json<SettingsView>('/api/settings');
    const connection = { ...view.settings.connection, url: 'http://127.0.0.1:1' };
    expect((await host.put('/api/settings', { ...view.settings, connection })).status).toBe(200);
    await host.get('/api/cycle', { method: 'POST' });
    const health = await host.json<Health>('/api/health');
    expect(health.sources.map(({ name, status, errorCode }) => [name, status, errorCode])).toEqual([
      ...['engine', 'anomalies', 'metrics', 'models', 'jobs', 'learning', 'users', 'errors'].map((name) => [
        name,
        'failing',
        'unreachable',
      ]),
      ['watchkeeper', 'ok', null],
    ]);
    expect(health.status).not.toBe('live');
  });

  it('starts no demo over settings it could not read, keeps them aside and says so', async () => {
    await mkdir(join(folder, 'home'));
    await writeFile(join(folder, 'home', 'settings.json'), '{ "connection": ');
    const host = await start({ args: [] });
    const health = await host.json<Health>('/api/health');
    expect(health.demo).toBe(false);
    expect(health.notices).toMatchObject([{ code: 'settingsBroken', severity: 'error' }]);
    expect((await readdir(join(folder, 'home'))).some((name) => name.startsWith('settings.json.broken-'))).toBe(true);
  });

  it('starts no demo in place of a ClickHouse whose address it cannot use', async () => {
    await mkdir(join(folder, 'home'));
    await writeFile(join(folder, 'home', 'settings.json'), '{ "connection": { "url": "clickhouse.example.com" } }');
    const host = await start({ args: [] });
    const health = await host.json<Health>('/api/health');
    expect(health.demo).toBe(false);
    expect(health.notices).toMatchObject([{ code: 'settingsValues' }]);
    expect(health.notices[0]?.message).toContain('connection.url must be a web address');
  });

  it('shows an open lock over plain HTTP that was allowed', async () => {
    const env = { CLICKHOUSE_URL: 'http://clickhouse.invalid:8123', CLICKHOUSE_ALLOW_HTTP: '1' };
    const host = await start({ env });
    const health = await host.json<Health>('/api/health');
    expect(health.unencrypted).toBe(true);
    expect(health.notices).toMatchObject([{ code: 'unencrypted' }]);
  });

  it('warns when others can reach it', async () => {
    const host = await start({ args: ['--no-demo', '--host', '0.0.0.0'] });
    expect((await host.get('/api/health')).status).toBe(200);
    expect((await host.stop()).stdout).toContain('it travels unencrypted');
  });
});

describe('secrets', () => {
  it('are in no answer, no log, no output and no file but as ciphertext', async () => {
    const env = {
      CLICKHOUSE_URL: 'http://127.0.0.1:1',
      CLICKHOUSE_USER: 'oncall',
      CLICKHOUSE_PASSWORD: 'PLANTED-password',
      SLACK_WEBHOOK_CRITICAL: 'http://127.0.0.1:1/services/PLANTED-critical',
      WATCHKEEPER_PASSPHRASE: 'PLANTED-passphrase',
      ALERT_DEBUG_MODE: '1',
    };
    const host = await start({ env });
    const stored = 'http://127.0.0.1:1/services/PLANTED-default';
    const answers = [
      await host.put('/api/secrets/slackWebhookUrl', { value: stored }),
      await host.put('/api/secrets/slackWebhookUrl', { value: 'http://example.com/PLANTED-refused' }),
      await host.put('/api/secrets/clickhousePassword', { value: 'PLANTED-hidden' }),
      await host.get('/api/cycle', { method: 'POST' }),
      await host.get('/api/receivers/slack/test', { method: 'POST' }),
      await host.get('/api/receivers/slack-critical/test', { method: 'POST' }),
      await host.get('/api/connection/test', { method: 'POST' }),
      await host.get('/api/connection/schema'),
      await host.get('/api/settings'),
      await host.get('/api/diagnostics'),
      await host.get('/api/health'),
      await host.get('/api/openapi.json'),
      await host.get('/'),
    ];
    expect(answers.map(({ status }) => status)).not.toContain(500);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    const { stdout, stderr } = await host.stop();
    const files = (await readdir(join(folder, 'home'), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    const contents = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')));
    for (const text of [...bodies, stdout, stderr, ...contents]) expect(text).not.toContain('PLANTED');
    const log = contents[files.findIndex(({ name }) => name === 'watchkeeper.log')] ?? '';
    expect(log.length).toBeGreaterThan(0);
    expect(log).not.toContain(host.token);
    expect(bodies.join()).not.toContain(host.token);
  });
});
