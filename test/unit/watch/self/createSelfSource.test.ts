import { describe, expect, it } from 'vitest';
import type { MonitorHealth } from '../../../../core/monitor/monitor.ts';
import { createSelfSource } from '../../../../core/watch/self/createSelfSource.ts';
import type { SourceHealth } from '../../../../shared/health.ts';
import { BatchBook } from '../../../support/batchBook.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const never = new AbortController().signal;

const failing: SourceHealth = {
  ...{ name: 'engine', kind: 'engine', status: 'failing', lastSuccessAt: null, lastError: 'No.', errorCode: 'timeout' },
  ...{ latencyMs: 12, newestRowAt: null, skippedRows: 0, lastSkipped: null, note: null },
};

function watched(book = new BatchBook()) {
  const asked: number[] = [];
  let now = Math.max(noon, ...[...book.records.values()].map(({ lastSeenAt }) => lastSeenAt));
  const health: Pick<MonitorHealth, 'sources' | 'receivers' | 'lastCycle'> = {
    sources: [failing],
    receivers: [],
    lastCycle: null,
  };
  const source = createSelfSource({
    health: () => health,
    async readSkew() {
      asked.push(now);
      return 0;
    },
    ...{ skewLimitMs: 30_000, staleAfterMs: 600_000, note: () => null },
  });
  return {
    asked,
    async poll(cycle: number | null) {
      health.lastCycle =
        cycle === null
          ? null
          : { startedAt: new Date(noon + cycle * 30_000).toISOString(), durationMs: 1, error: null };
      now += 30_000;
      const report = await source.poll({ now, cursor: null }, never);
      if (!report.ok || report.value.kind !== 'read') throw new Error('it always sees itself');
      for (const batch of report.value.batches) book.apply(batch);
      return report.value.batches.flatMap(({ observations }) => observations.map(({ type }) => type));
    },
    open: () => [...book.records.values()].filter(({ resolvedAt }) => resolvedAt === null).map(({ type }) => type),
    mend: () => {
      health.sources = [{ ...failing, status: 'ok' }];
    },
  };
}

describe('Watchkeeper as a source', () => {
  it('counts each check once, and tells of a source after three that failed', async () => {
    const { poll, mend } = watched();
    expect(await poll(null)).toEqual([]);
    expect(await poll(1)).toEqual([]);
    expect(await poll(1)).toEqual([]);
    expect(await poll(2)).toEqual([]);
    expect(await poll(3)).toEqual(['source_unreachable']);
    mend();
    expect(await poll(4)).toEqual([]);
  });

  it('does not say after a start that a source can be reached again, before it was', async () => {
    const book = new BatchBook();
    const first = watched(book);
    for (const cycle of [null, 1, 2, 3]) await first.poll(cycle);
    const second = watched(book);
    for (const cycle of [null, 11, 12, 13, 14]) {
      await second.poll(cycle);
      expect(second.open()).toEqual(['source_unreachable']);
    }
    second.mend();
    await second.poll(15);
    await second.poll(16);
    expect(second.open()).toEqual([]);
  });

  it('asks for the time of ClickHouse every five minutes', async () => {
    const { poll, asked } = watched();
    for (let cycle = 0; cycle < 21; cycle++) await poll(cycle);
    expect(asked.map((at) => (at - noon) / 60_000)).toEqual([0.5, 5.5, 10.5]);
  });
});
