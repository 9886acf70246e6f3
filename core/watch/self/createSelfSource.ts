import { ok } from '../../../shared/problem.ts';
import type { MonitorHealth } from '../../monitor/monitor.ts';
import type { Source } from '../../monitor/source.ts';
import { judgeSelf, selfSourceName, unjudgedSelf } from './judgeSelf.ts';

interface SelfSourceOptions {
  /** As it was after the last check. */
  health(): Pick<MonitorHealth, 'sources' | 'receivers' | 'lastCycle'>;
  /** How far ClickHouse's clock is ahead, ms; null where it cannot be asked. */
  readSkew(signal: AbortSignal): Promise<number | null>;
  skewLimitMs: number;
  staleAfterMs: number;
  /** What it cannot do although it watches, e.g. tell others that it lives; null: nothing. */
  note(): string | null;
}

/** Clocks drift slowly. */
const skewEveryMs = 5 * 60_000;

/** Watchkeeper as a source: what of the watch itself is ill becomes an alert like any other. */
export function createSelfSource({ health, readSkew, skewLimitMs, staleAfterMs, note }: SelfSourceOptions): Source {
  let failures = new Map<string, number>();
  let countedCycle: string | null = null;
  let skew: { at: number; ms: number | null } | null = null;

  /** A check counts once, however often it is looked at. */
  function count({ sources, lastCycle }: Pick<MonitorHealth, 'sources' | 'lastCycle'>): void {
    if (lastCycle === null || lastCycle.startedAt === countedCycle) return;
    countedCycle = lastCycle.startedAt;
    failures = new Map(
      sources.map(({ name, status }) => [name, status === 'failing' ? (failures.get(name) ?? 0) + 1 : 0]),
    );
  }

  return {
    name: selfSourceName,
    kind: 'self',
    staleAfterMs: null,
    async poll({ now }, signal) {
      const { receivers, ...known } = health();
      const sources = known.sources.filter(({ kind }) => kind !== 'self');
      count({ ...known, sources });
      if (skew === null || Math.abs(now - skew.at) >= skewEveryMs) skew = { at: now, ms: await readSkew(signal) };
      const facts = { now, sources, failures, receivers, skewMs: skew.ms, skewLimitMs, staleAfterMs };
      return ok({
        kind: 'read',
        batches: [
          {
            ...{ source: selfSourceName, at: now, completeness: 'window' },
            ...{ observations: judgeSelf(facts), unjudged: unjudgedSelf(facts) },
          },
        ],
        cursor: '',
        newestRowAt: null,
        skipped: { count: 0, last: null },
        note: note(),
      });
    },
  };
}
