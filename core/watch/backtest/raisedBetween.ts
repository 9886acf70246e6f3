import { detectors } from '../../../shared/detection/registry.ts';
import { type Backtest, BacktestAbout } from '../../../shared/learning/backtest.ts';
import { ok, type Result } from '../../../shared/problem.ts';
import { metricsSourceName } from '../../adapters/clickhouse/metrics/metricsSource.ts';
import type { AlertRecord } from '../../alerts/alertRecord.ts';
import { learnedTypes } from '../../detection/shop/shopVerdict.ts';
import type { MonitorStore } from '../../monitor/monitorStore.ts';

export interface RaisedBetween {
  alerts: Backtest['raised'];
  /** Keys of the learned series that they are about. */
  series: ReadonlySet<string>;
}

/** The alerts of the book that began in this time, ms UTC, and that a trial of these things may give. */
export function raisedBetween(
  store: MonitorStore,
  about: ReadonlySet<BacktestAbout>,
  { from, to }: { from: number; to: number },
): Result<RaisedBetween> {
  const read = store.transaction((tx) => tx.alerts.startedBetween(from, to));
  if (!read.ok) return read;
  const alerts = read.value.flatMap((record): Backtest['raised'] => {
    const of = aboutOf(record);
    if (of === null || !about.has(of)) return [];
    const { id, type, title, labels, severity, startsAt, resolvedAt, feedback } = record;
    return [
      {
        ...{ about: of, id, type, title, labels, severity, startsAt: iso(startsAt) },
        endsAt: resolvedAt === null ? null : iso(resolvedAt),
        feedback: feedback?.label ?? null,
      },
    ];
  });
  return ok({ alerts, series: new Set(read.value.flatMap(({ learnedSeries }) => learnedSeries ?? [])) });
}

const ruleTypes: ReadonlySet<string> = new Set(detectors.map(({ type }) => type));
const ofLearned: ReadonlySet<string> = new Set(Object.values(learnedTypes));

/** Null: nothing that can be tried. */
export function aboutOf({
  type,
  learnedSeries,
  source,
}: Pick<AlertRecord, 'type' | 'learnedSeries' | 'source'>): BacktestAbout | null {
  if (ruleTypes.has(type)) return 'shop';
  // Keys begin with what they are about.
  if (ofLearned.has(type)) return BacktestAbout.safeParse(learnedSeries?.split('/')[0]).data ?? null;
  return source === metricsSourceName ? 'metric' : null;
}

const iso = (ms: number) => new Date(ms).toISOString();
