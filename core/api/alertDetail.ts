import type { AlertDetail } from '../../shared/alert.ts';
import { anomalyTypes } from '../../shared/anomalyTypes.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import type { ConnectionDesk } from './hostPorts.ts';

const minuteMs = 60_000;
/** Enough of the time before to see what normal looked like, and after to see it recover. */
const beforeMs = 90 * minuteMs;
const afterMs = 30 * minuteMs;
const longestMs = 24 * 60 * minuteMs;
/** A drawer that waits longer than this for its chart feels broken. */
const deadlineMs = 3000;
const tooSlow = 'ClickHouse took too long to send the metric. The alert itself is complete; open it again to retry.';

type BookDetail = Omit<AlertDetail, 'series' | 'seriesError'>;

/** The book's part, with the metric around it where there is one; a ClickHouse that fails or dawdles costs the chart alone. */
export async function alertDetail(
  detail: BookDetail,
  connection: Pick<ConnectionDesk, 'series'>,
  clock: Clock,
  signal: AbortSignal,
): Promise<AlertDetail> {
  const metric = anomalyTypes[detail.type]?.metric;
  if (metric === undefined) return { ...detail, series: null, seriesError: null };
  const query = { metric, labels: detail.labels, ...chartRange(detail, clock.now()) };
  const answer = await withDeadline(clock, deadlineMs, signal, (limited) => connection.series(query, limited));
  if (answer.kind !== 'done') return { ...detail, series: null, seriesError: tooSlow };
  const result = answer.value;
  return result.ok
    ? { ...detail, series: result.value, seriesError: null }
    : { ...detail, series: null, seriesError: result.error.message };
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
