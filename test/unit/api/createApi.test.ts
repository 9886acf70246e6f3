import { createRouterClient } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { InvalidCursorError } from '../../../core/alerts/invalidCursorError.ts';
import { StorageError } from '../../../core/alerts/storageError.ts';
import { createApi } from '../../../core/api/createApi.ts';
import type { DemoPort } from '../../../core/api/hostPorts.ts';
import type { DemoState } from '../../../shared/demo.ts';
import { failed, ok } from '../../../shared/problem.ts';
import { Settings } from '../../../shared/settings.ts';
import { anAlert } from '../../support/builders.ts';
import { aConnectionDesk, fakeApiPorts } from '../../support/fakeApiPorts.ts';
import { ManualClock } from '../../support/manualClock.ts';

function anApi(options: Partial<Parameters<typeof fakeApiPorts>[0]> = {}) {
  const clock = new ManualClock();
  const fakes = fakeApiPorts({ clock, alerts: [anAlert({ id: 'a1' }), anAlert({ id: 'a2' })], ...options });
  return { ...fakes, clock, api: createRouterClient(createApi(fakes.ports)) };
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('It was expected to fail.');
    },
    (error: { code: string; status: number; message: string; data: unknown }) => error,
  );

it('takes no more at once than it can hold, and says that trying again helps', async () => {
  const answers = Promise.withResolvers<void>();
  const test = async () => {
    await answers.promise;
    return { ok: true, code: null, message: '', steps: [] };
  };
  const { api } = anApi({ connection: aConnectionDesk({ test }) });
  const asked = Array.from({ length: 100 }, () => api.connection.test({}));
  expect(await failureOf(api.health())).toMatchObject({
    status: 503,
    message: expect.stringContaining('Try again'),
    data: { code: 'rateLimited', retryable: true },
  });
  answers.resolve();
  await Promise.all(asked);
  expect(await api.health()).toMatchObject({ status: 'live' });
});

describe('acknowledging', () => {
  it('says who, when and why, and tells the monitor', async () => {
    const { api, monitor } = anApi();
    const alert = await api.alerts.acknowledge({ id: 'a1', by: 'mira', note: '  on it ' });
    expect(alert).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'mira', note: 'on it' });
    expect(alert.acknowledgedAt).toBe('2026-03-10T12:00:00.000Z');
    expect(monitor.changed.flat().map(({ id }) => id)).toEqual(['a1']);
  });

  it("takes the account's name when nobody says who", async () => {
    const { api } = anApi();
    expect(await api.alerts.acknowledge({ id: 'a1' })).toMatchObject({ acknowledgedBy: 'oncall', note: null });
  });

  it('names the ids it does not know beside those it acknowledged', async () => {
    const { api, monitor } = anApi();
    const { items, notFound } = await api.alerts.acknowledgeMany({ ids: ['a1', 'zz', 'a2', 'a1'] });
    expect(items.map(({ id }) => id)).toEqual(['a1', 'a2']);
    expect(notFound).toEqual(['zz']);
    expect(monitor.changed).toHaveLength(1);
  });

  it.each(['acknowledge', 'unacknowledge', 'get'] as const)(
    '%s of an unknown alert is NOT_FOUND',
    async (operation) => {
      const { api, monitor } = anApi();
      expect(await failureOf(api.alerts[operation]({ id: 'zz' }))).toMatchObject({ code: 'NOT_FOUND', status: 404 });
      expect(monitor.changed).toEqual([]);
    },
  );

  it('refuses to snooze into the past, naming the field', async () => {
    const { api } = anApi();
    const error = await failureOf(api.alerts.snooze({ id: 'a1', until: '2026-03-10T11:59:59.000Z' }));
    expect(error).toMatchObject({ code: 'BAD_REQUEST', data: { field: 'until' } });
    expect((await api.alerts.snooze({ id: 'a1', until: '2026-03-10T13:00:00.000Z' })).snoozedUntil).toContain('13:00');
    expect((await api.alerts.snooze({ id: 'a1', until: null })).snoozedUntil).toBeNull();
  });
});

describe('bad input', () => {
  it.each([
    [{ severity: ['worst'] }, 'severity.0', 'severity.0 must be one of critical, high, medium, low.'],
    [{ limit: 0 }, 'limit', 'limit must be at least 1.'],
    [{ limit: 1001 }, 'limit', 'limit must be at most 1000.'],
    [{ from: 'yesterday' }, 'from', 'from must be a time such as 2026-03-10T12:00:00.000Z.'],
    [{ q: 'x'.repeat(201) }, 'q', 'q must have at most 200 characters.'],
    [{ offset: -1 }, 'offset', 'offset must be at least 0.'],
    [{ sort: 'colour' }, 'sort', 'sort must be one of urgency, severity, startsAt, lastSeenAt, title, status, source.'],
  ])('%j is refused with the field named', async (query, field, message) => {
    const { api } = anApi();
    const error = await failureOf(api.alerts.list(query as never));
    expect(error).toMatchObject({ code: 'BAD_REQUEST', status: 400, message, data: { field } });
  });

  it('names the cursor when it is not one of the list', async () => {
    const { api, book } = anApi();
    book.list = () => {
      throw new InvalidCursorError();
    };
    expect(await failureOf(api.alerts.list({ cursor: 'x' }))).toMatchObject({ status: 400, data: { field: 'cursor' } });
  });

  it('names every field that is wrong', async () => {
    const { api } = anApi();
    const settings = Settings.parse({});
    const error = await failureOf(
      api.settings.put({
        ...settings,
        currency: 'dollars',
        cycle: { ...settings.cycle, intervalSeconds: 1 },
        connection: { ...settings.connection, url: 'clickhouse', database: 'real time' },
      }),
    );
    const { issues } = error.data as { issues: { path: string; message: string }[] };
    expect(issues).toEqual([
      { path: 'connection.database', message: 'is not valid: use letters, digits and underscores' },
      { path: 'cycle.intervalSeconds', message: 'must be at least 5' },
      { path: 'currency', message: 'is not valid: use a three-letter currency code such as USD' },
    ]);
  });
});

describe('alert detail', () => {
  const series = {
    metric: 'revenue',
    unit: 'currency' as const,
    windowMs: 300_000,
    band: 'windows' as const,
    points: [],
  };

  it('asks for the metric around the alert', async () => {
    let asked: unknown;
    const connection = aConnectionDesk({
      series: async (query) => {
        asked = query;
        return ok(series);
      },
    });
    const { api } = anApi({
      connection,
      alerts: [
        anAlert({
          windowStart: '2026-03-10T08:00:00.000Z',
          startsAt: '2026-03-10T08:05:30.000Z',
          lastSeenAt: '2026-03-10T09:00:00.000Z',
          labels: { category: 'Shoes' },
        }),
      ],
    });
    expect(await api.alerts.get({ id: 'a1' })).toMatchObject({ series, seriesError: null });
    expect(asked).toEqual({
      metric: 'revenue',
      labels: { category: 'Shoes' },
      from: Date.parse('2026-03-10T06:30:00.000Z'),
      to: Date.parse('2026-03-10T09:30:00.000Z'),
    });
  });

  it('comes without a chart, and says so, when ClickHouse fails or dawdles', async () => {
    const failing = anApi({ connection: aConnectionDesk({ series: async () => failed('auth', 'Refused.') }) });
    expect(await failing.api.alerts.get({ id: 'a1' })).toMatchObject({ series: null, seriesError: 'Refused.' });

    let aborted = false;
    const connection = aConnectionDesk({
      series: (_, signal) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            aborted = true;
          });
        }),
    });
    const hanging = anApi({ connection });
    const answer = hanging.api.alerts.get({ id: 'a1' });
    await hanging.clock.advance(3000);
    expect((await answer).seriesError).toMatch(/took too long/);
    expect(aborted).toBe(true);
  });

  it('asks for no metric where the type has none', async () => {
    const { api } = anApi({ alerts: [anAlert({ type: 'spark_lag_high' })] });
    expect(await api.alerts.get({ id: 'a1' })).toMatchObject({ series: null, seriesError: null });
  });
});

describe('settings and secrets', () => {
  it('never hands a secret back', async () => {
    const { api, settings } = anApi();
    const url = 'https://hooks.example.com/services/PLANTED';
    const view = await api.secrets.put({ name: 'slackWebhookCritical', value: url });
    expect(view.secrets.slackWebhookCritical).toEqual({ set: true, from: 'stored' });
    expect(settings.service.secret('slackWebhookCritical')).toBe(url);
    const everything = [view, await api.settings.get(), await api.diagnostics(), await api.health()];
    expect(JSON.stringify(everything)).not.toContain('PLANTED');
  });

  it('takes a password for the connection that is saved next', async () => {
    const { api, settings } = anApi();
    const { connection, ...others } = Settings.parse({});
    const next = { url: 'https://clickhouse.example.com:8443', user: 'oncall' };
    await api.secrets.put({ name: 'clickhousePassword', value: 'PLANTED', connection: next });
    await api.settings.put({ ...others, connection: { ...connection, ...next } });
    expect(settings.service.secret('clickhousePassword')).toBe('PLANTED');
    await api.settings.put({ ...others, connection: { ...connection, ...next, url: 'https://elsewhere.example.com' } });
    expect(settings.service.secret('clickhousePassword')).toBeNull();
  });

  it('says what was not saved, and keeps what held', async () => {
    const { api, settings } = anApi();
    settings.storage.refuses = true;
    const error = await failureOf(api.settings.put({ ...Settings.parse({}), currency: 'EUR' }));
    expect(error).toMatchObject({ status: 503, data: { code: 'storage' } });
    expect((await api.settings.get()).settings.currency).toBe('USD');
  });
});

describe('demo', () => {
  const state: DemoState = { clickhouseUrl: 'http://127.0.0.1:1', clickhouse: 'running', message: null, scenarios: [] };

  it('is not found where no shop runs', async () => {
    const { api } = anApi();
    expect(await failureOf(api.demo.scenarios())).toMatchObject({ code: 'NOT_FOUND' });
    expect(await failureOf(api.demo.start({ scenario: 'traffic_drop' }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('starts and stops scenarios, and passes on why one cannot start', async () => {
    const calls: string[] = [];
    const demo: DemoPort = {
      state: () => state,
      start: async (name) => {
        calls.push(`start ${name}`);
        return ok(state);
      },
      stop: async () => failed('unreachable', 'ClickHouse is still starting.'),
    };
    const { api } = anApi({ demo });
    expect(await api.demo.start({ scenario: 'checkout_broken' })).toEqual(state);
    expect(calls).toEqual(['start checkout_broken']);
    const error = await failureOf(api.demo.stop({ scenario: 'checkout_broken' }));
    expect(error).toMatchObject({ status: 503, message: 'ClickHouse is still starting.' });
  });
});

describe('failures', () => {
  it('passes on what the disk refused', async () => {
    const { api, book } = anApi();
    book.acknowledge = () => {
      throw new StorageError({ code: 'storage', retryable: true, message: 'The disk is full.' });
    };
    const error = await failureOf(api.alerts.acknowledge({ id: 'a1' }));
    expect(error).toMatchObject({ status: 503, message: 'The disk is full.' });
  });

  it('shows nothing of a bug to the client and everything to the log', async () => {
    const { api, book, log } = anApi();
    book.list = () => {
      throw new Error('cannot read properties of undefined at /srv/secret/path.ts');
    };
    const error = await failureOf(api.alerts.list({}));
    expect(error).toMatchObject({ status: 500 });
    expect(JSON.stringify([error, error.message])).not.toContain('secret/path');
    expect(log.lines).toMatchObject([{ level: 'error', fields: { operation: 'alerts.list' } }]);
  });

  it('tells a receiver that is not set up from one that refuses', async () => {
    const { api, monitor } = anApi();
    expect(await failureOf(api.receivers.test({ name: 'slack' }))).toMatchObject({ code: 'NOT_FOUND' });
    monitor.testResults.set('slack', {
      ok: false,
      error: { code: 'auth', kind: 'permanent', retryable: false, retryAfterMs: null, message: 'Slack refused.' },
    });
    expect(await api.receivers.test({ name: 'slack' })).toMatchObject({
      ok: false,
      code: 'auth',
      message: 'Slack refused.',
    });
  });
});

describe('rules as they are written', () => {
  it('are tried out, and what is wrong with one is part of the answer', async () => {
    const { api } = anApi();
    const rule = {
      kind: 'sql' as const,
      name: 'mine',
      query: 'DROP TABLE x',
      condition: { kind: 'above' as const, limit: 1 },
    };
    expect(await api.rules.tryOut({ rule })).toMatchObject({
      ...{ firings: 0, series: [], now: [] },
      problem: { field: 'query', message: 'It must be a SELECT, and begins with DROP.' },
    });
  });

  it('of a shape that is none are refused, naming the field', async () => {
    const { api } = anApi();
    const rule = { kind: 'threshold' as const, metric: 'disk_usage' as const, limit: -1 };
    expect(await failureOf(api.rules.tryOut({ rule }))).toMatchObject({
      code: 'BAD_REQUEST',
      data: { field: 'rule.limit' },
    });
  });

  it('have something to be about only where a ClickHouse is', async () => {
    expect(await anApi().api.rules.metrics()).toMatchObject({
      items: [],
      note: expect.stringContaining('No ClickHouse'),
    });
  });
});
