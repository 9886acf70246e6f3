import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertDetail } from '../../../shared/alert.ts';
import type { AlertPage } from '../../../shared/alertQuery.ts';
import type { LedgerPage } from '../../../shared/delivery/ledger.ts';
import type { ReceiverView } from '../../../shared/delivery/receiverView.ts';
import type { Report } from '../../../shared/delivery/report.ts';
import type { Silence, SilencePreview } from '../../../shared/delivery/silence.ts';
import type { Replay, Simulation } from '../../../shared/delivery/simulation.ts';
import type { SettingsView } from '../../../shared/settings.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { eventually } from '../../support/eventually.ts';
import { HostProcess } from '../../support/hostProcess.ts';
import {
  readAloud,
  type ShownChannel,
  type SlackWorkspace,
  startSlackWorkspace,
} from '../../support/slackWorkspace.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

// One host for the whole file, set up by its environment alone.
let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let clickhouse: EmbeddedClickHouse;
let slack: SlackWorkspace;
let channel: ShownChannel;
let host: HostProcess;

beforeAll(async () => {
  temporary = await temporaryFolder();
  clickhouse = await startEmbeddedClickHouse({ user: 'ada', password: 'PLANTED-password' });
  await clickhouse.query('CREATE DATABASE realtime');
  slack = await startSlackWorkspace();
  channel = slack.addChannel('alerts');
  const home = join(temporary.path, 'home');
  await mkdir(home);
  await writeFile(join(home, 'settings.json'), JSON.stringify({ engine: { enabled: false } }));
  host = await HostProcess.start({
    folder: temporary.path,
    args: ['--no-demo'],
    env: {
      CLICKHOUSE_URL: clickhouse.url,
      CLICKHOUSE_USER: 'ada',
      CLICKHOUSE_PASSWORD: 'PLANTED-password',
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_DEFAULT_CHANNEL: '#alerts',
    },
  });
  await host.get('/api/connection/schema', { method: 'POST' });
  await slack.line.connected();
});
afterAll(async () => {
  const { code, stdout, stderr } = await host.stop();
  expect(code).toBe(0);
  const log = await readFile(join(temporary.path, 'home', 'logs', 'watchkeeper.log'), 'utf8');
  for (const text of [log, stderr, stdout]) expect(text).not.toMatch(/PLANTED|xoxb-|xapp-/);
  expect(slack.complaints).toEqual([]);
  await Promise.all([slack.close(), clickhouse.stop()]);
  await temporary[Symbol.asyncDispose]();
});

async function write(type: string, severity: string): Promise<void> {
  const at = new Date().toISOString().slice(0, 19).replace('T', ' ');
  const row = { window_start: at, detected_at: at, anomaly_type: type, severity, description: 'Late.' };
  const values = { ...row, metric_value: '1', expected_value: '2' };
  await clickhouse.query(`INSERT INTO realtime.anomalies FORMAT JSONEachRow ${JSON.stringify(values)}`);
}

async function fire(type: string, severity = 'critical'): Promise<void> {
  await write(type, severity);
  await host.get('/api/cycle', { method: 'POST' });
}

async function alertOf(type: string): Promise<AlertDetail> {
  const { items } = await host.json<AlertPage>(`/api/alerts?type=${type}`);
  return host.json<AlertDetail>(`/api/alerts/${items[0]?.id}`);
}

const spoken = () => channel.messages.map((message) => readAloud(message));
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

describe('a Slack bot, from the environment alone', () => {
  it('tells of an alert, and its button says who has it, in Watchkeeper and in the channel', async () => {
    await fire('job_late');
    await eventually(async () => expect(spoken().join()).toContain('Critical · Job late'));
    const { id } = await alertOf('job_late');
    const [message] = channel.messages;
    const buttons = message?.attachments.flatMap(({ blocks }) => blocks.flatMap(({ elements }) => elements ?? []));
    const button = (buttons as { type?: string; action_id?: string; value?: string }[]).find(
      ({ value }) => value === id,
    );
    const press = { actionId: button?.action_id ?? '', value: id, channel: channel.id, userId: 'U0000001' };
    await slack.line.press(press);
    await eventually(async () => expect(spoken()[0]).toContain('Ana has it'));
    expect(await alertOf('job_late')).toMatchObject({
      status: 'acknowledged',
      acknowledgedBy: 'Ana',
      escalatesAt: null,
    });

    await slack.line.press({ ...press, userId: 'U0000002' });
    await eventually(async () => expect(slack.ephemeral.at(-1)?.text).toBe('Ana has this alert already.'));
  });

  it('is among the receivers, beside what is not set up and what that would take', async () => {
    const { items } = await host.json<{ items: ReceiverView[] }>('/api/receivers');
    const about = (name: string) => items.find((receiver) => receiver.name === name);
    expect(about('slack-bot')).toMatchObject({ setUp: true, destination: '#alerts', health: { status: 'ok' } });
    expect(about('pagerduty')).toMatchObject({ setUp: false, missing: 'Its integration key is not set.' });
    expect(about('email')).toMatchObject({ setUp: false, missing: 'The mail server is not set.' });
    const { secrets, overrides } = await host.json<SettingsView>('/api/settings');
    expect(secrets.slackBotToken).toEqual({ set: true, from: 'environment' });
    expect(overrides['delivery.slack.channel']).toBe('SLACK_DEFAULT_CHANNEL');
  });
});

describe('silences over the API', () => {
  const matchers = [{ name: 'type', op: '=', value: 'nightly_load' }];

  it('say what they would mute, mute it, and end', async () => {
    await fire('nightly_load');
    const preview = await (await host.post('/api/silences/preview', { matchers })).json();
    expect(preview).toMatchObject({ matching: 1, everything: false } satisfies Partial<SilencePreview>);
    const made = await host.post('/api/silences', {
      matchers,
      endsAt: inAnHour(),
      comment: 'planned',
      createdBy: 'kim',
    });
    const silence = (await made.json()) as Silence;
    expect(silence).toMatchObject({ state: 'active', muting: 1, createdBy: 'kim' });
    expect((await alertOf('nightly_load')).silencedBy).toEqual([silence.id]);
    const ended = await host.post('/api/silences', {});
    expect(ended.status).toBe(400);
    await fetch(`${host.url}/api/silences`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: silence.id }),
    });
    expect((await alertOf('nightly_load')).silencedBy).toEqual([]);
    const { items } = await host.json<{ items: Silence[] }>('/api/silences');
    expect(items).toMatchObject([{ id: silence.id, state: 'expired', muting: 0 }]);
  });

  it('are extended while they last, found by alert, and refused in one sentence once they ended', async () => {
    await fire('weekly_load');
    const wanted = { matchers: [{ name: 'type', op: '=', value: 'weekly_load' }], endsAt: inAnHour() };
    const { id, comment } = (await (await host.post('/api/silences', wanted)).json()) as Silence;
    const later = new Date(Date.now() + 7_200_000).toISOString();
    const extended = await host.put(`/api/silences/${id}`, { endsAt: later });
    expect(await extended.json()).toMatchObject({ id, endsAt: later, comment, state: 'active', muting: 1 });
    const typesOf = async (query: string) =>
      (await host.json<AlertPage>(`/api/alerts?${query}`)).items.map(({ type }) => type);
    expect(await typesOf('silenced=true')).toEqual(['weekly_load']);
    expect(await typesOf(`silence=${id}`)).toEqual(['weekly_load']);
    expect(await typesOf('silenced=false')).not.toContain('weekly_load');
    expect(await typesOf('snoozed=true')).toEqual([]);
    expect((await host.get('/api/alerts?silenced=perhaps')).status).toBe(400);

    const past = await host.put(`/api/silences/${id}`, { endsAt: '2020-01-01T00:00:00.000Z' });
    expect([past.status, await past.json()]).toMatchObject([400, { data: { field: 'endsAt' } }]);
    await fetch(`${host.url}/api/silences`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id }),
    });
    const over = await host.put(`/api/silences/${id}`, { endsAt: later });
    expect(over.status).toBe(409);
    expect(await over.json()).toMatchObject({
      message: 'This silence has ended, so it cannot be changed: make another like it.',
    });
    expect((await host.put('/api/silences/nowhere', { endsAt: later })).status).toBe(404);
  });

  it.each([
    ['a pattern that is none', { matchers: [{ name: 'type', op: '=~', value: '(a' }] }, 'matchers.0.value'],
    ['everything there can be', { matchers: [{ name: 'severity', op: '=~', value: '.*' }] }, 'everything'],
    ['an end that is past', { matchers, endsAt: '2020-01-01T00:00:00.000Z' }, 'endsAt'],
    ['no matcher', { matchers: [] }, 'matchers'],
  ])('refuse %s by name', async (_, wanted, field) => {
    const refused = await host.post('/api/silences', { endsAt: inAnHour(), ...wanted });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ data: { field } });
  });
});

describe('routes over the API', () => {
  const alert = { severity: 'high', type: 'revenue_drop', source: 'engine', labels: {} };

  it('are tried out on an alert that is described', async () => {
    const simulation = (await (await host.post('/api/delivery/simulate', { alert })).json()) as Simulation;
    expect(simulation.receivers.filter(({ outcome }) => outcome === 'told')).toMatchObject([
      { name: 'slack-bot', why: 'Told by the route All alerts → Revenue.' },
    ]);
    expect(simulation.routes.find(({ path }) => path.at(-1) === 'Critical')?.why).toBe(
      'severity is high, not critical.',
    );
  });

  it('are replayed over what happened before they are saved', async () => {
    const { settings } = await host.json<SettingsView>('/api/settings');
    const options = { 'slack-bot': { minSeverity: null, resolved: null, quietHours: [] } };
    const nobody = { ...settings.delivery, options, routes: { name: 'Nobody' } };
    const replay = (await (await host.post('/api/delivery/replay', { delivery: nobody, days: 1 })).json()) as Replay;
    expect(replay.current).toMatchObject({ alerts: 3, untold: 0 });
    expect(replay.edited).toMatchObject({ alerts: 3, untold: 3, messages: 0 });
    expect(replay.differences.map(({ before, after }) => [before, after])).toEqual([
      [['slack-bot'], []],
      [['slack-bot'], []],
      [['slack-bot'], []],
    ]);
  });

  it('that name a receiver that does not exist are refused by their place', async () => {
    const { settings } = await host.json<SettingsView>('/api/settings');
    const routes = { name: 'All', routes: [{ name: 'A', receivers: ['nowhere'] }] };
    const refused = await host.put('/api/settings', { ...settings, delivery: { ...settings.delivery, routes } });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ data: { field: 'delivery.routes.routes.0.receivers.0' } });
  });
});

it('the log says what was told to whom and why, and what was not', async () => {
  const page = await host.json<LedgerPage>('/api/notifications?receiver=slack-bot&reason=firing,acknowledged');
  expect(page.items.map(({ reason, outcome, alert }) => [reason, outcome, alert?.type])).toEqual(
    expect.arrayContaining([
      ['firing', 'sent', 'job_late'],
      ['acknowledged', 'sent', 'job_late'],
    ]),
  );
  const first = await host.json<LedgerPage>('/api/notifications?limit=1');
  const second = await host.json<LedgerPage>(`/api/notifications?limit=1&cursor=${first.nextCursor}`);
  expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  expect((await host.get('/api/notifications?cursor=nonsense')).status).toBe(400);
});

it('a report counts what happened', async () => {
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const report = await host.json<Report>(`/api/report?from=${from}&to=${inAnHour()}`);
  expect(report).toMatchObject({ alerts: 3, acknowledged: 1, open: 3, falseAlarmShare: null });
  expect(report.bySeverity[0]).toEqual({ severity: 'critical', alerts: 3 });
  expect((await host.get(`/api/report?from=${inAnHour()}&to=${from}`)).status).toBe(400);
});

it('what begins while settings are being saved is told, however mild', async () => {
  const { settings } = await host.json<SettingsView>('/api/settings');
  const milder = { ...settings, notifications: { ...settings.notifications, minSeverity: 'medium' } };
  expect((await host.put('/api/settings', milder)).status).toBe(200);
  await host.get('/api/cycle', { method: 'POST' });
  await write('queue_long', 'medium');
  expect((await host.put('/api/settings', { ...milder, currency: 'EUR' })).status).toBe(200);
  await eventually(async () => expect(spoken().join()).toContain('Medium · Queue long'));
});
