import type { Row } from '../../core/adapters/clickhouse/readAnswer.ts';
import type { TimedChange } from '../storefront/changes.ts';
import { noise } from '../storefront/noise.ts';
import { activeAt } from './activeAt.ts';
import { utc } from './utc.ts';

export const metricColumns = ['ts', 'component', 'metric', 'value', 'labels'] as const;

interface Gauge {
  component: string;
  metric: string;
  usual: number;
  /** Greatest deviation from it. */
  wavers: number;
  labels?: Record<string, string>;
  /** Higher by this much in the busiest hour of the day, and lower in the quietest. */
  sways?: number;
}

const gauges: readonly Gauge[] = [
  { component: 'normalizer', metric: 'review_rate', usual: 8, wavers: 0.8 },
  { component: 'database', metric: 'rpc_error_rate', usual: 0.8, wavers: 0.4 },
  { component: 'database', metric: 'database_failures', usual: 0.5, wavers: 0.5 },
  { component: 'system', metric: 'system_health', usual: 97, wavers: 2 },
  { component: 'fetcher', metric: 'fetch_latency', usual: 4.2, wavers: 1.4 },
  { component: 'validator', metric: 'validation_error_rate', usual: 2.1, wavers: 0.9 },
  { component: 'system', metric: 'memory_usage', usual: 58, wavers: 6, labels: { host: 'warehouse-1' } },
  { component: 'system', metric: 'disk_usage', usual: 62, wavers: 0.6, labels: { host: 'warehouse-1' } },
  { component: 'ingest', metric: 'queue_depth', usual: 160, wavers: 45, sways: 70 },
];

const everyMs = 30_000;
const fillMs = 5 * 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const busiestFromMs = 12 * hourMs;

/** Samples of every gauge each half minute in [from, to), ms UTC. */
export function componentMetrics(from: number, to: number, changes: readonly TimedChange[]): Row[] {
  const rows: Row[] = [];
  for (let at = Math.ceil(from / everyMs) * everyMs; at < to; at += everyMs) {
    for (const [salt, gauge] of gauges.entries()) {
      const { component, metric, labels = {} } = gauge;
      const value = Math.max(0, sampleOf(gauge, salt, at, activeAt(changes, at)));
      rows.push({ ts: utc(at), component, metric, value: Math.round(value * 100) / 100, labels });
    }
  }
  return rows;
}

function sampleOf(
  { metric, usual, wavers, sways = 0 }: Gauge,
  salt: number,
  at: number,
  active: readonly TimedChange[],
): number {
  // Busiest in the evening, as the shop is.
  const sway = sways * Math.sin((2 * Math.PI * (at - busiestFromMs)) / dayMs);
  const value = usual + sway + wavers * noise(at / everyMs, salt);
  for (const { from, diskFillsTo, diskRisesPerHour, rpcErrorPercent } of active) {
    if (metric === 'disk_usage' && diskRisesPerHour !== undefined) {
      return value + (diskRisesPerHour * (at - from)) / hourMs;
    }
    if (metric === 'disk_usage' && diskFillsTo !== undefined) {
      return value + (diskFillsTo - usual) * Math.min(1, (at - from) / fillMs);
    }
    if (rpcErrorPercent === undefined) continue;
    if (metric === 'rpc_error_rate') return rpcErrorPercent + wavers * noise(at / everyMs, salt);
    if (metric === 'database_failures') return Math.round(rpcErrorPercent / 3);
  }
  return value;
}
