import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { choiceOf, feedbackAction } from '../../../core/adapters/slack/slackInteraction.ts';
import type { Alert, AlertDetail } from '../../../shared/alert.ts';
import type { AlertPage } from '../../../shared/alertQuery.ts';
import type { Report } from '../../../shared/delivery/report.ts';
import type { Adjustment } from '../../../shared/learning/feedback.ts';
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

// One host for the whole file; the tests tell one story.
let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let clickhouse: EmbeddedClickHouse;
let slack: SlackWorkspace;
let channel: ShownChannel;
let host: HostProcess;

const start = () =>
  HostProcess.start({
    folder: temporary.path,
    args: ['--no-demo'],
    env: {
      CLICKHOUSE_URL: clickhouse.url,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_DEFAULT_CHANNEL: '#alerts',
    },
  });

beforeAll(async () => {
  temporary = await temporaryFolder();
  clickhouse = await startEmbeddedClickHouse();
  await clickhouse.query('CREATE DATABASE realtime');
  slack = await startSlackWorkspace();
  channel = slack.addChannel('alerts');
  const home = join(temporary.path, 'home');
  await mkdir(home);
  await writeFile(join(home, 'settings.json'), JSON.stringify({ engine: { enabled: false } }));
  host = await start();
  await host.post('/api/connection/schema', {});
  await slack.line.connected();
});
afterAll(async () => {
  expect((await host.stop()).code).toBe(0);
  expect(slack.complaints).toEqual([]);
  await Promise.all([slack.close(), clickhouse.stop()]);
  await temporary[Symbol.asyncDispose]();
});

async function fire(type: string): Promise<Alert> {
  const at = new Date().toISOString().slice(0, 19).replace('T', ' ');
  const row = { window_start: at, detected_at: at, anomaly_type: type, severity: 'critical', description: 'Low.' };
  const values = { ...row, metric_value: '1', expected_value: '2' };
  await clickhouse.query(`INSERT INTO realtime.anomalies FORMAT JSONEachRow ${JSON.stringify(values)}`);
  await host.post('/api/cycle', {});
  const [alert] = (await host.json<AlertPage>(`/api/alerts?type=${type}`)).items;
  if (!alert) throw new Error(`no alert of type ${type}`);
  return alert;
}

const adjustments = async () => (await host.json<{ items: Adjustment[] }>('/api/learning/adjustments')).items;
const rows = () =>
  clickhouse.query('SELECT anomaly_type, label, comment, given_by FROM realtime.anomaly_feedback ORDER BY ts');

it('takes a label over the API into book, list and ClickHouse, and undoes what was learned of it', async () => {
  const { id } = await fire('revenue_drop');
  const labelled = await host.post(`/api/alerts/${id}/feedback`, {
    label: 'falseAlarm',
    comment: 'Import.',
    by: 'kim',
  });
  expect(await labelled.json()).toMatchObject({ id, feedback: { label: 'falseAlarm', comment: 'Import.', by: 'kim' } });
  expect(await host.json<AlertPage>('/api/alerts?feedback=falseAlarm')).toMatchObject({ total: 1, items: [{ id }] });
  expect(await host.json<AlertPage>('/api/alerts?feedback=none')).toMatchObject({ total: 0 });
  const [adjustment] = await adjustments();
  expect(adjustment).toMatchObject({
    alertId: id,
    series: 'shop/revenue',
    kind: 'lessEager',
    by: 'kim',
    undoneAt: null,
  });
  await eventually(async () => expect(await rows()).toBe('revenue_drop\tfalseAlarm\tImport.\tkim'));

  const undone = await host.get(`/api/learning/adjustments/${adjustment?.id}`, { method: 'DELETE' });
  expect(await undone.json()).toMatchObject({ id: adjustment?.id, undoneAt: expect.any(String) });
  expect((await host.get('/api/learning/adjustments/nothing', { method: 'DELETE' })).status).toBe(404);
  expect((await host.post('/api/alerts/nothing/feedback', { label: 'real' })).status).toBe(404);
});

it('takes a label from Slack, and the message shows it', async () => {
  const { id } = await fire('traffic_drop');
  const own = () => channel.messages.map((message) => readAloud(message)).find((text) => text.includes('Traffic drop'));
  await eventually(async () => expect(own()).toBeDefined());
  const value = choiceOf('expected', id);
  expect(JSON.stringify(channel.messages)).toContain(value);
  await slack.line.choose({ actionId: feedbackAction, value, userId: 'U0000001', channel: channel.id });
  await eventually(async () => expect(own()).toContain('Ana says: expected.'));
  expect(await host.json<AlertDetail>(`/api/alerts/${id}`)).toMatchObject({
    feedback: { label: 'expected', by: 'Ana' },
    status: 'active',
  });
  await eventually(async () => expect(await rows()).toContain('traffic_drop\texpected\t\tAna'));

  await host.post('/api/alerts/feedback', { ids: [id], label: 'real', by: 'kim' });
  await eventually(async () => expect(own()).toContain('kim says: real.'));
  await eventually(async () => expect(await rows()).toContain('traffic_drop\treal\t\tkim'));
});

it('keeps labels over a restart, writes none of them twice, and counts them in the report', async () => {
  const before = await rows();
  expect((await host.stop()).code).toBe(0);
  host = await start();
  await host.post('/api/cycle', {});
  const { items } = await host.json<AlertPage>('/api/alerts?feedback=real,falseAlarm');
  expect(items.map(({ type }) => type).sort()).toEqual(['revenue_drop', 'traffic_drop']);
  expect(await rows()).toBe(before);
  const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const report = await host.json<Report>(`/api/report?from=${from}&to=${to}`);
  expect(report).toMatchObject({ falseAlarmShare: 0.5, feedback: { real: 1, expected: 0, falseAlarm: 1 } });
});
