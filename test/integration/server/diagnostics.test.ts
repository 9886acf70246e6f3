import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostics } from '../../../shared/diagnostics.ts';
import type { SettingsView } from '../../../shared/settings.ts';
import { HostProcess } from '../../support/hostProcess.ts';
import { plantedEverywhere, plantedKeys, secretsIn } from '../../support/plantedSecrets.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { startTestHost } from '../../support/testHost.ts';

describe('diagnostics', () => {
  it.each(['/api/diagnostics', '/api/diagnostics/bundle'])('%s is for who has the token only', async (path) => {
    const host = await startTestHost();
    try {
      const answer = await host.get(path, { headers: {} });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('json');
      expect((await host.get(path)).status).toBe(200);
    } finally {
      await host.close();
    }
  });

  it('is one file that a browser keeps under a name', async () => {
    const host = await startTestHost();
    try {
      const answer = await host.get('/api/diagnostics/bundle');
      expect(answer.headers.get('content-type')).toBe('application/zip');
      expect(answer.headers.get('content-disposition')).toMatch(/filename="watchkeeper-diagnostics-[\dT-]+\.zip"/);
      expect(Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer())))).toEqual(
        expect.arrayContaining(['README.txt', 'diagnostics.json', 'settings.json', 'environment.json', 'tables.json']),
      );
    } finally {
      await host.close();
    }
  });

  it('is not kept by this host for a page that could not keep it itself', async () => {
    const host = await startTestHost();
    try {
      const answer = await host.post('/api/host/save-diagnostics', {});
      expect(answer.status).toBe(409);
    } finally {
      await host.close();
    }
  });
});

/** As programs write a secret into a request, an answer or a message. */
function formsOf(secret: string): string[] {
  const inBase64 = (text: string) => [Buffer.from(text).toString('base64'), Buffer.from(text).toString('base64url')];
  return [
    ...inBase64(secret),
    ...inBase64(`ada:${secret}`),
    ...inBase64(`\u0000ada\u0000${secret} and more`),
    encodeURIComponent(secret),
    encodeURI(secret),
    JSON.stringify({ secret }),
    Buffer.from(secret).toString('hex'),
    `GET /search?q=${encodeURIComponent(secret)}`,
  ];
}

describe('with every secret that there is', () => {
  let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
  let host: HostProcess;
  const { environment, stored } = plantedEverywhere;

  beforeEach(async () => {
    temporary = await temporaryFolder();
    const logs = join(temporary.path, 'home', 'logs');
    await mkdir(logs, { recursive: true });
    // As an earlier version, or another program, may have left it.
    const line = (secret: string) => JSON.stringify({ level: 40, msg: `failed: ${secret}`, forms: formsOf(secret) });
    await writeFile(join(logs, 'watchkeeper.log'), `${plantedKeys().map(line).join('\n')}\n`);
    host = await HostProcess.start({
      folder: temporary.path,
      args: ['--no-demo'],
      env: {
        CLICKHOUSE_URL: 'http://127.0.0.1:9/behind/a/path',
        SLACK_API_URL: 'http://127.0.0.1:9/api/',
        SLACK_DEFAULT_CHANNEL: '#alerts',
        PAGERDUTY_EVENTS_URL: 'http://127.0.0.1:9/v2/enqueue',
        SMTP_HOST: '127.0.0.1',
        SMTP_PORT: '9',
        SMTP_USER: 'mailer',
        ALERT_EMAIL_FROM: 'watch@example.com',
        ALERT_EMAIL_TO: 'oncall@example.com',
        ALERT_DISK_USAGE_THRESHOLD: '77',
        ALERT_DEBUG_MODE: '1',
        ALERT_LOG_ATTEMPTS: '1',
        ...environment,
      },
    });
    const { settings } = await host.json<SettingsView>('/api/settings');
    const receivers = [
      { kind: 'webhook', name: 'hook' },
      { kind: 'pagerDuty', name: 'pager' },
      { kind: 'slackWebhook', name: 'room' },
    ];
    const saved = await host.put('/api/settings', { ...settings, delivery: { ...settings.delivery, receivers } });
    expect(saved.status, await saved.text()).toBe(200);
    for (const [name, value] of Object.entries(stored)) {
      const answer = await host.put(`/api/secrets/${name}`, { value });
      expect(answer.status, name).toBe(200);
    }
  });
  afterEach(async () => {
    await host.stop('SIGKILL');
    await temporary[Symbol.asyncDispose]();
  });

  it('has none of them in the bundle, in whatever form, and all that helps', async () => {
    const names = ['slack', 'slack-critical', 'slack-bot', 'pagerduty', 'email', 'hook', 'pager', 'room'];
    await Promise.all(names.map((name) => host.post(`/api/receivers/${name}/test`, {})));
    await host.post('/api/cycle', {});
    const bytes = new Uint8Array(await (await host.get('/api/diagnostics/bundle')).arrayBuffer());
    const files = Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)] as const);
    const keys = plantedKeys();
    expect(keys.length).toBeGreaterThan(20);
    for (const [name, text] of [...files, ['the file', Buffer.from(bytes).toString('latin1')] as const]) {
      expect(secretsIn(text, keys), name).toEqual([]);
      expect(text, name).not.toMatch(/PLANTED/);
    }

    const texts = Object.fromEntries(files);
    const read = <T>(name: string) => JSON.parse(texts[name] ?? '') as T;
    expect(read<{ settings: SettingsView['settings'] }>('settings.json').settings).toMatchObject({
      connection: { url: '127.0.0.1' },
      delivery: { email: { from: '…@example.com', to: ['…@example.com'] } },
    });
    const { secrets, thresholds, clickhouse } = read<Diagnostics>('diagnostics.json');
    expect(secrets).toContainEqual({ name: 'receiver.hook.key', from: 'stored' });
    expect(secrets).toContainEqual({ name: 'slackBotToken', from: 'environment' });
    expect(secrets.filter(({ from }) => from === 'none')).toEqual([]);
    expect(thresholds).toContainEqual(
      expect.objectContaining({ metric: 'disk_usage', limit: 77, limitBy: 'ALERT_DISK_USAGE_THRESHOLD' }),
    );
    expect(clickhouse).toMatchObject({ version: null, problem: expect.stringContaining('127.0.0.1:9') });
    expect(read<string[]>('environment.json')).toEqual(expect.arrayContaining(Object.keys(environment)));

    const attempts = (texts['logs/watchkeeper.log'] ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'Tried to send.');
    for (const receiver of ['slack', 'hook', 'pager', 'email']) {
      expect(attempts).toContainEqual(
        expect.objectContaining({ level: 30, receiver, reason: 'test', durationMs: expect.any(Number) }),
      );
    }
    expect(JSON.stringify(attempts)).not.toMatch(/https?:|@/);
  });

  it('has none of them in the answer either', async () => {
    const answer = await host.get('/api/diagnostics');
    expect(answer.status).toBe(200);
    expect(secretsIn(await answer.text(), plantedKeys())).toEqual([]);
  });
});
