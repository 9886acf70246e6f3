import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AlertPage } from '../../../shared/alertQuery.ts';
import type { TestResult } from '../../../shared/contract.ts';
import type { Health, ReceiverHealth } from '../../../shared/health.ts';
import type { ErrorCode } from '../../../shared/problem.ts';
import { type Detour, startDetour } from '../../support/detour.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { eventually } from '../../support/eventually.ts';
import { type Fault, type FaultyClickHouse, startFaultyClickHouse } from '../../support/faultyClickHouse.ts';
import { HostProcess } from '../../support/hostProcess.ts';
import { type SlackDouble, type SlackFault, slackFault, startSlackDouble } from '../../support/slackDouble.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

// One host for the whole file, as it runs through a bad night: what fails must leave nothing behind.
let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let clickhouse: EmbeddedClickHouse;
let faulty: FaultyClickHouse;
let slack: SlackDouble;
let detour: Detour;
let host: HostProcess;

beforeAll(async () => {
  temporary = await temporaryFolder();
  clickhouse = await startEmbeddedClickHouse({ user: 'ada', password: 'PLANTED-password' });
  await clickhouse.query('CREATE DATABASE realtime');
  faulty = await startFaultyClickHouse('hang');
  slack = await startSlackDouble();
  detour = await startDetour(clickhouse.url);
  const home = join(temporary.path, 'home');
  await mkdir(home);
  // What is well must answer within the deadline, on a busy machine too.
  const cycle = { intervalSeconds: 5, sourceDeadlineSeconds: 3 };
  await writeFile(join(home, 'settings.json'), JSON.stringify({ cycle, engine: { minBaselineWindows: 12 } }));
  host = await HostProcess.start({
    folder: temporary.path,
    args: ['--no-demo'],
    env: {
      CLICKHOUSE_URL: detour.url,
      CLICKHOUSE_USER: 'ada',
      CLICKHOUSE_PASSWORD: 'PLANTED-password',
      SLACK_WEBHOOK_CRITICAL: slack.url('PLANTED-critical'),
      SLACK_WEBHOOK_URL: slack.url('PLANTED-default'),
    },
  });
  await host.get('/api/connection/schema', { method: 'POST' });
  await clickhouse.query(`INSERT INTO realtime.events (event_time, event_type) VALUES (now64(3), 'page_view')`);
  expect((await checked()).status).toBe('live');
});
afterAll(async () => {
  const { code, stdout, stderr } = await host.stop();
  expect(code).toBe(0);
  const log = await readFile(join(temporary.path, 'home', 'logs', 'watchkeeper.log'), 'utf8');
  for (const text of [log, stderr, stdout]) expect(text).not.toContain('PLANTED');
  expect(slack.complaints).toEqual([]);
  await Promise.all([detour.stop(), faulty.stop(), slack.close(), clickhouse.stop()]);
  await temporary[Symbol.asyncDispose]();
});

const health = () => host.json<Health>('/api/health');

async function checked(): Promise<Health> {
  await host.get('/api/cycle', { method: 'POST' });
  return health();
}

/** Sources that are not well, and why. */
const troubled = ({ sources }: Health) =>
  sources.filter(({ status }) => status !== 'ok').map(({ name, errorCode }) => [name, errorCode]);

const comesBack = () => eventually(async () => expect((await health()).status).toBe('live'), 20_000);

let written = 0;
/** A row that some other program wrote: an alert of its own, told to `slack-critical`. */
async function writeAnomaly(values: Record<string, string> = {}): Promise<string> {
  written += 1;
  const type = `job_${written}`;
  const at = new Date().toISOString().slice(0, 19).replace('T', ' ');
  const row = { window_start: at, detected_at: at, anomaly_type: type, severity: 'critical', description: 'Late.' };
  const values_ = { ...row, metric_value: '1', expected_value: '2', ...values };
  await clickhouse.query(`INSERT INTO realtime.anomalies FORMAT JSONEachRow ${JSON.stringify(values_)}`);
  return type;
}

const alerts = async () => (await host.json<AlertPage>('/api/alerts?limit=200')).items;

describe('a ClickHouse that fails under a running watch', () => {
  afterEach(async () => {
    detour.leadTo(clickhouse.url);
    await checked();
  });

  it.each<[Fault, ErrorCode]>([
    ['hang', 'timeout'],
    ['stall', 'timeout'],
    ['cut', 'unreachable'],
    ['cutInAnswer', 'unreachable'],
    ['cutInLength', 'unreachable'],
    ['shortened', 'badAnswer'],
    ['htmlPage', 'badAnswer'],
    ['gatewayError', 'badAnswer'],
    ['redirect', 'badAnswer'],
    ['empty', 'badAnswer'],
    ['exceptionInStream', 'rateLimited'],
    ['exceptionInJson', 'timeout'],
    ['wrongPassword', 'auth'],
    ['overloaded', 'rateLimited'],
    ['tooOld', 'tooOld'],
    ['nativePort', 'badAnswer'],
    ['notHttp', 'badAnswer'],
  ])('by %s is late at once, then blind, and says why', async (fault, code) => {
    faulty.become(fault);
    detour.leadTo(faulty.url);
    const first = await checked();
    expect(first.status).toBe('late');
    // Metrics and learned series were read a moment ago, and are not asked again so soon.
    const read = first.sources.filter(({ kind }) => !['self', 'metrics', 'learning'].includes(kind));
    expect(new Set(read.map(({ errorCode }) => errorCode))).toEqual(new Set([code]));
    expect(read.length).toBeGreaterThan(4);
    expectSentence(first.statusReason);
    expect(first.nextCycleAt).not.toBeNull();
    expect((await checked()).status).toBe('blind');
    detour.leadTo(clickhouse.url);
    expect((await checked()).status).toBe('live');
  });

  it('comes back by itself, and what happened meanwhile is found', async () => {
    detour.leadTo(null);
    expect((await checked()).status).toBe('late');
    const type = await writeAnomaly();
    detour.leadTo(clickhouse.url);
    await comesBack();
    expect((await alerts()).map((alert) => alert.type)).toContain(type);
  });

  it('in one table leaves the other sources alone, and is never green', async () => {
    await clickhouse.query('ALTER TABLE realtime.anomalies RENAME COLUMN severity TO grade');
    const lacking = await checked();
    expect(lacking.status).toBe('late');
    expect(troubled(lacking)).toEqual([['anomalies', 'missingColumn']]);
    expect(lacking.statusReason).toContain('Column severity is missing in table realtime.anomalies');
    await clickhouse.query('ALTER TABLE realtime.anomalies RENAME COLUMN grade TO severity');
    expect((await checked()).status).toBe('live');

    await clickhouse.query('RENAME TABLE realtime.anomalies TO realtime.elsewhere');
    const gone = await checked();
    expect(gone.status).toBe('late');
    expect(troubled(gone)).toEqual([['anomalies', 'missingTable']]);
    expect(gone.statusReason).toContain('There is no table realtime.anomalies');
    expect((await checked()).status).toBe('late');
    await clickhouse.query('RENAME TABLE realtime.elsewhere TO realtime.anomalies');
    expect((await checked()).status).toBe('live');
  });

  it('is what is tried when a test names no other', async () => {
    const headers = { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' };
    const response = await host.get('/api/connection/test', { method: 'POST', headers, body: '{}' });
    expect((await response.json()) as TestResult).toMatchObject({ ok: true });
  });
});

describe('rows as no program should write them', () => {
  it.each<[string, Record<string, string>, number]>([
    ['a severity that is none', { severity: 'catastrophic' }, 1],
    ['a severity that every object answers to', { severity: 'constructor' }, 1],
    ['a type that every object answers to', { anomaly_type: '__proto__' }, 0],
    ['no type and no description', { anomaly_type: '', description: '' }, 0],
    ['numbers that are none', { metric_value: 'NaN', expected_value: 'inf' }, 0],
    ['numbers beyond all numbers', { metric_value: '1e400', expected_value: `-${'9'.repeat(400)}` }, 0],
    ['a time to come', { window_start: '2100-01-01 00:00:00', detected_at: '2100-01-01 00:00:00' }, 1],
    ['a window of long ago', { window_start: '1970-01-01 00:00:00' }, 0],
    ['a megabyte of text', { description: 'x'.repeat(1_048_576) }, 0],
    ['control characters', { description: 'a\u0000b\u001b[31m\u202e\r\n' }, 0],
    [
      'markup',
      { anomaly_type: '<script>alert(1)</script>', description: '<!channel> <img src=x onerror=alert(1)>' },
      0,
    ],
  ])('%s: an alert all the same, counted where something was not taken as written', async (_, values, odd) => {
    const before = await health();
    const known = new Set((await alerts()).map(({ id }) => id));
    await writeAnomaly(values);
    const after = await checked();
    expect(after.status).toBe('live');
    expect(skipped(after) - skipped(before)).toBe(odd);
    const [alert, ...more] = (await alerts()).filter(({ id }) => !known.has(id));
    expect(more).toEqual([]);
    expect(alert?.title).not.toBe('');
    expect(alert?.description.length).toBeLessThanOrEqual(2000);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left.
    expect(`${alert?.type}${alert?.description}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect((await host.get(`/api/alerts/${alert?.id}`)).status).toBe(200);
  });
});

describe('a Slack that fails', () => {
  afterEach(() => slack.answer(slackFault.ok));

  const receiver = async (): Promise<ReceiverHealth | undefined> =>
    (await health()).receivers.find(({ name }) => name === 'slack-critical');
  const shown = (type: string) =>
    slack.messages.filter(({ accepted, payload }) => accepted && JSON.stringify(payload).includes(type));

  async function failWith(fault: SlackFault): Promise<string> {
    // What was told before goes out at its own pace.
    await eventually(async () => expect(await receiver()).toMatchObject({ pending: 0 }));
    slack.answer((path) => (path.includes('critical') ? fault : slackFault.ok));
    const type = (await writeAnomaly()).replace('job_', 'Job ');
    expect((await checked()).status).toBe('live');
    return type;
  }

  it.each<[string, SlackFault]>([
    ['429', { kind: 'rateLimited', retryAfter: '1' }],
    ['500', slackFault.rollupError],
    ['503', slackFault.unavailable],
    ['a sign-in page', slackFault.notOk],
    ['a cut connection', slackFault.cut],
  ])('with %s is tried again until the message is there, once', async (_, fault) => {
    const type = await failWith(fault);
    await eventually(async () => expect(await receiver()).toMatchObject({ status: 'retrying', pending: 1 }));
    expectSentence((await receiver())?.lastError ?? null);
    slack.answer(slackFault.ok);
    await eventually(async () => expect(await receiver()).toMatchObject({ status: 'ok', pending: 0, lastError: null }));
    expect(shown(type)).toHaveLength(1);
  });

  it.each<[string, SlackFault]>([
    ['403', slackFault.actionProhibited],
    ['404', slackFault.noService],
    ['410', slackFault.channelIsArchived],
    ['a redirect', slackFault.redirect],
  ])('with %s is said to be closed, and the message goes the other way', async (_, fault) => {
    const type = await failWith(fault);
    await eventually(async () => expect(await receiver()).toMatchObject({ status: 'broken', pending: 0 }));
    expectSentence((await receiver())?.lastError ?? null);
    await eventually(async () => expect(shown(type)).toHaveLength(1));
    slack.answer(slackFault.ok);
    await host.get('/api/receivers/slack-critical/test', { method: 'POST' });
    expect(await receiver()).toMatchObject({ status: 'ok', lastError: null });
  });

  it('with 400 is said to have refused the message, which is counted and holds nothing up', async () => {
    const { outbox } = await health();
    await failWith(slackFault.invalidPayload);
    await eventually(async () => expect((await health()).outbox.failed).toBe(outbox.failed + 1));
    expect(await receiver()).toMatchObject({ status: 'ok', pending: 0 });
    expectSentence((await receiver())?.lastError ?? null);
    slack.answer(slackFault.ok);
    const next = (await writeAnomaly()).replace('job_', 'Job ');
    await checked();
    await eventually(async () => expect(shown(next)).toHaveLength(1));
  });
});

/** What happened, and what is done about it or is to be done. */
function expectSentence(text: string | null): void {
  expect(text).toMatch(/^[^\n]{30,400}\.$/);
  expect(text).toMatch(/[.;] /);
  expect(text).not.toMatch(/undefined|null|\[object|Error:|PLANTED/);
}

function skipped({ sources }: Health): number {
  return sources.reduce((sum, source) => sum + source.skippedRows, 0);
}
