import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../core/adapters/clickhouse/connection.ts';
import { createErrorsSource } from '../../../core/adapters/clickhouse/errors/errorsSource.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { environmentProxy } from '../../../core/adapters/http/environmentProxy.ts';
import { createSentrySink } from '../../../core/adapters/sentry/createSentrySink.ts';
import { createSentryTransport } from '../../../core/adapters/sentry/createSentryTransport.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { ErrorSettings } from '../../../shared/signals/signalSettings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { eventually } from '../../support/eventually.ts';
import { startHttpProxy } from '../../support/httpProxy.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { type SentryDouble, startSentryDouble } from '../../support/sentryDouble.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const signal = () => AbortSignal.timeout(25_000);

type Read = Extract<SourceReport, { kind: 'read' }>;

let clickhouse: EmbeddedClickHouse;
let sentry: SentryDouble;
let connection: Connection;
let table: string;
let clock: ManualClock;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
});
afterAll(() => clickhouse.stop());
beforeEach(async () => {
  sentry = await startSentryDouble();
  const database = await clickhouse.freshDatabase();
  connection = connectTo(clickhouse.url, database);
  table = `${database}.pipeline_errors`;
  successOf(await applySchema(connection, signal()));
  clock = new ManualClock(noon);
});
afterEach(async () => {
  await connection.close();
  await sentry.close();
});

interface WatchOptions {
  sampleRate?: number;
  dsn?: string | null;
  fetch?: typeof globalThis.fetch;
}

/** A Watchkeeper that begins where the last one stored its cursor. */
function watch(stored: { cursor: string | null } = { cursor: null }, options: WatchOptions = {}) {
  const { sampleRate = 1, dsn = sentry.dsn, fetch } = options;
  const transport = dsn === null ? null : createSentryTransport({ dsn, clock, ...(fetch ? { fetch } : {}) });
  const source = createErrorsSource({
    ...{ connection, clock, log: recordingLog() },
    settings: ErrorSettings.parse({ sentry: { environment: 'staging', sampleRate } }),
    sink: transport && createSentrySink({ transport, environment: 'staging' }),
  });
  return {
    stored,
    start: () => source.poll({ now: clock.now(), cursor: stored.cursor }, signal()),
    async poll(): Promise<Read> {
      const report = successOf(await source.poll({ now: clock.now(), cursor: stored.cursor }, signal()));
      if (report.kind !== 'read') throw new Error(report.message);
      stored.cursor = report.cursor;
      return report;
    },
  };
}

const insert = (rows: readonly (Record<string, unknown> & { ts?: number })[]) => {
  const whole = rows.map(({ ts = noon, ...row }) => ({
    ...{
      ts: (ts / 1000).toFixed(3),
      component: 'fetcher',
      operation: 'parse',
      error_type: 'ValidationError',
      message: 'm',
      ...row,
    },
  }));
  return clickhouse.query(
    `INSERT INTO ${table} FORMAT JSONEachRow\n${whole.map((row) => JSON.stringify(row)).join('\n')}`,
  );
};
/** All of one kind, each with a message of its own. */
const insertMany = (count: number, kind = "'parse'") =>
  clickhouse.query(
    `INSERT INTO ${table} (ts, component, operation, error_type, message)
     SELECT fromUnixTimestamp64Milli(${noon} - number % 60000), 'fetcher', ${kind}, 'Timeout', toString(number) FROM numbers(${count})`,
  );
const messages = () => sentry.events.map((event) => event.exception?.values?.[0]?.value).toSorted();
const repeated = () => sentry.events.reduce((sum, event) => Math.max(sum, Number(event.extra?.repeated)), 0);

describe('errors of pipelines', () => {
  it('arrive at Sentry once each, late ones and those of a restart too', async () => {
    await insert([{ message: 'a' }, { message: 'b', ts: noon - 1000 }]);
    const { poll, stored } = watch();
    expect((await poll()).note).toBeNull();
    expect(messages()).toEqual(['a', 'b']);
    await insert([{ message: 'late', ts: noon - 10 * minute }]);
    clock.jump(30_000);
    await poll();
    await watch(stored).poll();
    expect(messages()).toEqual(['a', 'b', 'late']);
    expect(sentry.asked).toHaveLength(3);
  });

  it('carry tags, the environment, the model and the state, and are grouped by kind', async () => {
    await insert([
      {
        message: 'No answer',
        llm_provider: 'openai',
        model: 'gpt-x',
        prompt_tokens: 12,
        cost: 0.5,
        state: '{"step":3}',
      },
    ]);
    await watch().poll();
    expect(sentry.events).toMatchObject([
      {
        environment: 'staging',
        timestamp: noon / 1000,
        fingerprint: ['fetcher', 'parse', 'ValidationError'],
        tags: { component: 'fetcher', operation: 'parse', error_type: 'ValidationError', environment: 'staging' },
        contexts: { llm: { provider: 'openai', model: 'gpt-x', prompt_tokens: 12, cost: 0.5 } },
        extra: { state: { step: 3 }, repeated: 1 },
      },
    ]);
  });

  it('hold nothing that is personal or secret when they leave', async () => {
    const secrets = [
      ...[
        'ada.lovelace@example.com',
        '203.0.113.77',
        '2001:db8::8a2e:370:7334',
        '+49 171 5551234',
        '4111 1111 1111 1111',
      ],
      ...[
        'hunter2hunter2',
        'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlMTIz',
        'sk-proj-q1w2e3r4t5y6u7i8',
        'adalovelace',
      ],
    ];
    const [email, ipv4, ipv6, phone, card, password, jwt, key, user] = secrets;
    const said = `${email} from ${ipv4} and ${ipv6}, tel ${phone}, card ${card}, password=${password}, Bearer ${jwt}, ${key}, /home/${user}/x`;
    const state = {
      headers: { Authorization: `Basic ${password}`, cookie: password },
      nested: [{ text: said }],
      [email ?? '']: 1,
    };
    await insert([
      { message: said, state: JSON.stringify(state), artifact_id: `https://${user}:${password}@x.test/a?e=${email}` },
      { message: `cut ${'x'.repeat(1900)} ${'y'.repeat(60)} ${said}`, state: `not JSON: ${said}` },
      { message: said, component: email, operation: said, error_type: ipv4, llm_provider: email, model: key },
    ]);
    await watch().poll();
    expect(sentry.events).toHaveLength(3);
    for (const secret of secrets) expect(sentry.heard()).not.toContain(secret);
    expect(sentry.heard()).not.toContain('171 555');
    expect(sentry.heard()).not.toContain('ada.love');
  });

  it('are the share that is wanted, the same each time', async () => {
    await clickhouse.query(
      `INSERT INTO ${table} (ts, component, error_type, message) SELECT fromUnixTimestamp64Milli(${noon}), toString(number), 'E', 'm' FROM numbers(100)`,
    );
    await watch({ cursor: null }, { sampleRate: 0.3 }).poll();
    const first = sentry.events.length;
    expect(first).toBeGreaterThan(10);
    expect(first).toBeLessThan(60);
    await watch({ cursor: null }, { sampleRate: 0.3 }).poll();
    expect(sentry.events).toHaveLength(first);
    await watch({ cursor: null }, { sampleRate: 0 }).poll();
    expect(sentry.asked).toHaveLength(first * 2);
  });

  it('go out through the proxy that is set', async () => {
    const proxy = await startHttpProxy(() => Number(new URL(sentry.dsn).port));
    const way = environmentProxy({ HTTPS_PROXY: proxy.address });
    await insert([{}]);
    // Beyond this machine everything is encrypted, which the double is not: that the tunnel is asked for is enough.
    const report = await watch(undefined, {
      dsn: 'https://abc123@sentry.test/42',
      ...(way ? { fetch: way.fetch } : {}),
    }).poll();
    expect(proxy.tunnels).toContain('sentry.test:443');
    expect(report.note).toContain('Sentry');
    await proxy.stop();
  });
});

describe('very many errors', () => {
  it('of one kind are twenty events that say how many there were', async () => {
    await insertMany(100_000);
    const { poll } = watch();
    const startedAt = performance.now();
    const report = await poll();
    // The deadline of a source; a machine to itself takes a small part of it.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(report.batches[0]?.observations).toMatchObject([{ metricValue: 100_000, severity: 'high' }]);
    expect(sentry.events).toHaveLength(20);
    expect(repeated()).toBe(20_000);
    for (let cycle = 0; cycle < 5; cycle++) {
      clock.jump(30_000);
      await poll();
    }
    expect(sentry.events).toHaveLength(100);
    const counted = sentry.events.reduce((sum, event) => sum + Number(event.extra?.repeated), 0);
    expect(counted).toBe(20 * 100_000);
  });

  it('of many kinds go two hundred at a time, each kind once at least', async () => {
    await insertMany(5000, "concat('op', toString(number % 500))");
    const { poll } = watch();
    const counts: number[] = [];
    for (let cycle = 0; cycle < 6; cycle++) {
      const before = sentry.events.length;
      await poll();
      counts.push(sentry.events.length - before);
      clock.jump(30_000);
    }
    expect(counts).toEqual([200, 200, 200, 200, 200, 0]);
    expect(new Set(sentry.events.map(({ tags }) => tags?.operation)).size).toBe(500);
    expect(new Set(sentry.asked).size).toBe(sentry.asked.length);
  });
});

describe('while Sentry takes nothing', () => {
  it.each([
    ['is overloaded', { status: 503 }, 'cannot take errors just now'],
    ['asks to wait', { status: 429, headers: { 'retry-after': '600' } }, 'send more slowly'],
    ['does not know the key', { status: 403 }, 'does not take its DSN'],
    ['is a page of a proxy', { status: 200, body: '<html>Sign in</html>' }, 'a proxy may be in between'],
  ])('because it %s, alerts are told as ever and the errors wait', async (_why, fault, word) => {
    await insert([{ message: 'a' }, { message: 'b' }]);
    sentry.answer(fault);
    const { poll, stored } = watch();
    const report = await poll();
    expect(report.batches[0]?.observations).toHaveLength(1);
    expect(report.note).toContain(word);
    expect(report.note).not.toContain(new URL(sentry.dsn).username);
    sentry.answer(null);
    sentry.events.length = 0;
    const asked = sentry.asked.length;
    clock.jump(10_000);
    expect((await poll()).note).toContain('Sentry');
    expect(sentry.asked).toHaveLength(asked);
    clock.jump(600_000);
    await insert([{ message: 'c', ts: noon + 600_000 }]);
    expect((await poll()).note).toBeNull();
    expect(new Set(sentry.asked).size).toBe(3);
    await watch(stored).poll();
    expect(sentry.asked.length).toBeLessThanOrEqual(asked + 3);
  });

  it('keeps to the limit that comes with a success', async () => {
    await insert([{ message: 'a' }]);
    sentry.next({ status: 200, body: '{}', headers: { 'x-sentry-rate-limits': '120:error;default:organization' } });
    const { poll } = watch();
    await poll();
    await insert([{ message: 'b' }]);
    clock.jump(60_000);
    expect((await poll()).note).toContain('send more slowly');
    expect(messages()).toEqual(['a']);
    clock.jump(61_000);
    await poll();
    expect(messages()).toEqual(['a', 'b']);
  });

  it('loses nothing when it cannot be reached at all, across a restart and hours', async () => {
    await insert([{ message: 'a' }]);
    const stored = { cursor: null };
    const away = watch(stored, { dsn: 'http://abc123@127.0.0.1:9/42' });
    expect((await away.poll()).note).toContain('cannot be reached');
    for (let hour = 0; hour < 6; hour++) {
      clock.jump(60 * minute);
      await insert([{ message: `hour ${hour}`, ts: clock.now() }]);
      await away.poll();
    }
    await watch(stored).poll();
    expect(messages()).toEqual(['a', ...Array.from({ length: 6 }, (_, hour) => `hour ${hour}`)]);
  });

  it('gives up waiting after five seconds, and goes on with what was not taken', async () => {
    await insert(Array.from({ length: 12 }, (_, index) => ({ message: `m${index}`, component: `c${index}` })));
    let hanging = 0;
    sentry.answer((event) =>
      Number(event.tags?.component?.toString().slice(1)) % 2 === 0 && ++hanging > 0 ? 'hang' : null,
    );
    let answered = 0;
    const { start, poll, stored } = watch(undefined, {
      async fetch(...asked) {
        const answer = await fetch(...asked);
        const whole = new Response(await answer.text(), answer);
        answered++;
        return whole;
      },
    });
    const polling = start();
    await eventually(async () => expect(hanging).toBe(6));
    // Heard here, too: what Sentry took unheard is sent again.
    await eventually(async () => expect(answered).toBe(6));
    expect(sentry.events).toHaveLength(6);
    await clock.advance(5000);
    const report = successOf(await polling);
    expect(report).toMatchObject({ kind: 'read', note: expect.stringContaining('in time') });
    if (report.kind === 'read') stored.cursor = report.cursor;
    sentry.answer(null);
    clock.jump(60_000);
    await poll();
    expect(sentry.events).toHaveLength(12);
    // Those that had arrived were not asked for again; those that hung were.
    expect(sentry.asked).toHaveLength(18);
  });

  it('leaves out what it refuses, says so, and sends the rest', async () => {
    await insert([{ message: 'good' }, { message: 'bad' }, { message: 'huge' }]);
    sentry.answer((event) => {
      const value = event.exception?.values?.[0]?.value;
      return value === 'bad' ? { status: 400 } : value === 'huge' ? { status: 413 } : null;
    });
    const { poll } = watch();
    expect((await poll()).note).toContain('Sentry refused 2 errors');
    clock.jump(30_000);
    expect((await poll()).note).toBeNull();
    expect(messages()).toEqual(['good']);
    expect(sentry.asked).toHaveLength(3);
  });

  it('sends again what it may not have got before a crash, which is one event there', async () => {
    await insert([{ message: 'a' }]);
    const stored = { cursor: null };
    await watch({ ...stored }).poll();
    await watch(stored).poll();
    expect(sentry.asked).toHaveLength(2);
    expect(sentry.events).toHaveLength(1);
  });
});

describe('a DSN', () => {
  it('that is none is said in a sentence, and alerts go on', async () => {
    await insert([{}]);
    const report = await watch(undefined, { dsn: 'https://sentry.test/secret-thing' }).poll();
    expect(report.batches[0]?.observations).toHaveLength(1);
    expect(report.note).toContain('no DSN that can be used');
    expect(report.note).not.toContain('secret-thing');
  });

  it('that is locked away for a while loses nothing; after a day what was meanwhile is history', async () => {
    const stored = { cursor: null };
    await insert([{ message: 'a' }]);
    await watch(stored).poll();
    clock.jump(5 * 60 * minute);
    await insert([{ message: 'meanwhile', ts: clock.now() - 60 * minute }]);
    await watch(stored, { dsn: null }).poll();
    clock.jump(60 * minute);
    await watch(stored).poll();
    expect(messages()).toEqual(['a', 'meanwhile']);
    await watch(stored, { dsn: null }).poll();
    await insert([{ message: 'forgotten', ts: clock.now() }]);
    clock.jump(25 * 60 * minute);
    await watch(stored).poll();
    expect(messages()).toEqual(['a', 'meanwhile']);
  });
});
