import { describe, expect, it } from 'vitest';
import { judgeSelf, type SelfFacts, unjudgedSelf } from '../../../../core/watch/self/judgeSelf.ts';
import type { ReceiverHealth, SourceHealth } from '../../../../shared/health.ts';

const now = Date.parse('2026-03-10T12:00:20.000Z');

const aSource = (given: Partial<SourceHealth>): SourceHealth => ({
  ...{ name: 'engine', kind: 'engine', status: 'ok', lastSuccessAt: null, lastError: null, errorCode: null },
  ...{ latencyMs: 12, newestRowAt: null, skippedRows: 0, lastSkipped: null, note: null },
  ...given,
});
const aReceiver = (given: Partial<ReceiverHealth>): ReceiverHealth => ({
  ...{ name: 'slack', kind: 'slackWebhook', status: 'ok', lastSentAt: null, lastError: null, pending: 0 },
  ...given,
});
const facts = (given: Partial<SelfFacts>): SelfFacts => ({
  ...{ now, sources: [aSource({})], failures: new Map(), receivers: [aReceiver({})] },
  ...{ skewMs: 0, skewLimitMs: 30_000, staleAfterMs: 600_000 },
  ...given,
});
const told = (given: Partial<SelfFacts>) =>
  judgeSelf(facts(given)).map(({ type, labels, severity }) => ({ type, labels, severity }));

describe('the watch judging itself', () => {
  it('says nothing while all is well', () => {
    expect(judgeSelf(facts({}))).toEqual([]);
  });

  it('tells of a source after three failed checks, and not before', () => {
    const sources = [
      aSource({}),
      aSource({ name: 'anomalies', kind: 'anomalies', status: 'failing', lastError: 'No.' }),
    ];
    expect(told({ sources, failures: new Map([['anomalies', 2]]) })).toEqual([]);
    expect(told({ sources, failures: new Map([['anomalies', 3]]) })).toEqual([
      { type: 'source_unreachable', labels: { source: 'anomalies' }, severity: 'high' },
    ]);
  });

  it('tells of ClickHouse once when nothing of it can be read, and names what is not checked', () => {
    const sources = ['engine', 'anomalies', 'metrics'].map((name) =>
      aSource({ name, status: 'failing', lastError: 'ClickHouse refused the password for user oncall.' }),
    );
    const failures = new Map(sources.map(({ name }) => [name, 4]));
    const notSetUp = aSource({ name: 'models', status: 'notSetUp' });
    expect(judgeSelf(facts({ sources: [...sources, notSetUp], failures }))).toMatchObject([
      {
        type: 'source_unreachable',
        labels: { source: 'clickhouse' },
        description: 'ClickHouse refused the password for user oncall. Not checked: engine, anomalies, metrics.',
      },
    ]);
  });

  it('tells of data that ends too long ago though it can be read', () => {
    const sources = [aSource({ status: 'stale', newestRowAt: '2026-03-10T11:40:20.000Z' })];
    expect(judgeSelf(facts({ sources }))).toMatchObject([
      {
        type: 'data_stale',
        severity: 'high',
        metricValue: 1200,
        expectedValue: 600,
        unit: 'seconds',
        description: 'The newest event is 20 min old (limit 10 min). Check what writes the events.',
      },
    ]);
  });

  it('tells of a receiver that only a person can mend, and not of one that is tried again', () => {
    const receivers = [
      aReceiver({ name: 'slack', status: 'retrying', lastError: 'There was no answer.' }),
      aReceiver({ name: 'email', status: 'broken', lastError: 'The sender was refused.' }),
    ];
    expect(told({ receivers })).toEqual([
      { type: 'receiver_failing', labels: { receiver: 'email' }, severity: 'high' },
    ]);
  });

  it.each([
    [30_000, null],
    [30_001, "ClickHouse's clock is 30 s ahead of this machine's"],
    [-95_000, "ClickHouse's clock is 95 s behind this machine's"],
    [null, null],
  ])('tells of clocks that differ by %s ms only beyond the limit', (skewMs, beginning) => {
    const [observation] = judgeSelf(facts({ skewMs }));
    if (beginning === null) expect(observation).toBeUndefined();
    else expect(observation).toMatchObject({ type: 'clock_skew', severity: 'medium' });
    if (beginning !== null) expect(observation?.description).toContain(beginning);
  });

  it('ends nothing of a source that was not asked yet, or that fails again after a start', () => {
    const of = (given: Partial<SelfFacts>) =>
      unjudgedSelf(facts(given)).map(({ type, labels }) => [type, labels?.source ?? '']);
    const named = (status: SourceHealth['status'], ...names: string[]) =>
      names.map((name) => aSource({ name, status }));
    expect(of({})).toEqual([]);
    const all = [
      ['source_unreachable', 'engine'],
      ['source_unreachable', 'anomalies'],
      ['source_unreachable', 'clickhouse'],
      ['data_stale', 'engine'],
      ['data_stale', 'anomalies'],
    ];
    expect(of({ sources: named('starting', 'engine', 'anomalies') })).toEqual(all);
    const failing = named('failing', 'engine', 'anomalies');
    const failedFor = (failures: number) =>
      new Map([
        ['engine', failures],
        ['anomalies', failures],
      ]);
    expect(of({ sources: failing, failures: failedFor(2) })).toEqual(all);
    expect(of({ sources: failing, failures: failedFor(3) })).toEqual([
      ['data_stale', 'engine'],
      ['data_stale', 'anomalies'],
    ]);
    expect(of({ sources: [...named('ok', 'engine'), ...named('failing', 'anomalies')] })).toEqual([
      ['source_unreachable', 'anomalies'],
      ['data_stale', 'anomalies'],
    ]);
    expect(of({ skewMs: null })).toEqual([['clock_skew', '']]);
  });
});
