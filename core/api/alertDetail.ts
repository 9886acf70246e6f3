import type { AlertDetail } from '../../shared/alert.ts';
import { anomalyTypes } from '../../shared/anomalyTypes.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import { shopSeriesOf } from '../detection/shop/shopSeries.ts';
import type { ConnectionDesk } from './hostPorts.ts';

const minuteMs = 60_000;
/** Enough of the time before to see what normal looked like, and after to see it recover. */
const beforeMs = 90 * minuteMs;
const afterMs = 30 * minuteMs;
const longestMs = 24 * 60 * minuteMs;
/** A drawer that waits longer than this for its chart feels broken. */
const deadlineMs = 3000;
const tooSlow = 'ClickHouse took too long to send the metric. The alert itself is complete; open it again to retry.';

type KeptDetail = Omit<AlertDetail, 'series' | 'seriesError'>;

/** What is kept and decided of it, with the metric around it where there is one; a ClickHouse that fails or dawdles costs the chart alone. */
export async function alertDetail(
  detail: KeptDetail,
  connection: Pick<ConnectionDesk, 'series'>,
  clock: Clock,
  signal: AbortSignal,
): Promise<AlertDetail> {
  const about = metricOf(detail);
  if (about === null) return { ...detail, series: null, seriesError: null };
  const query = { ...about, labels: detail.labels, ...chartRange(detail, clock.now()) };
  const answer = await withDeadline(clock, deadlineMs, signal, (limited) => connection.series(query, limited));
  if (answer.kind !== 'done') return { ...detail, series: null, seriesError: tooSlow };
  const result = answer.value;
  return result.ok
    ? { ...detail, series: result.value, seriesError: null }
    : { ...detail, series: null, seriesError: result.error.message };
}

/** Of a rule's alert what the rule judges; of a learned one of the shop its own series, with the band that was learned. */
function metricOf({ type, learnedSeries }: KeptDetail): { metric: string; learnedSeries?: string } | null {
  const metric = anomalyTypes[type]?.metric;
  if (metric !== undefined) return { metric };
  const series = learnedSeries === null ? null : shopSeriesOf(learnedSeries);
  return series && learnedSeries !== null ? { metric: series.metric.name, learnedSeries } : null;
}

/** From well before it began until some time after it was last seen; of a very long one, the end. ms UTC. */
function chartRange(
  alert: Pick<AlertDetail, 'windowStart' | 'startsAt' | 'lastSeenAt'>,
  now: number,
): { from: number; to: number } {
  const began = Math.min(Date.parse(alert.startsAt), Date.parse(alert.windowStart));
  const to = Math.min(now, Date.parse(alert.lastSeenAt) + afterMs);
  return { from: Math.max(began - beforeMs, to - longestMs), to };
}
