import type { AlertDetail, MetricSeries } from '../../shared/alert.ts';
import { anomalyTypes } from '../../shared/anomalyTypes.ts';
import type { Result } from '../../shared/problem.ts';
import type { Clock } from '../clock.ts';
import type { ConnectionDesk } from './hostPorts.ts';

const minuteMs = 60_000;
/** Enough of the time before to see what normal looked like, and after to see it recover. */
const beforeMs = 90 * minuteMs;
const afterMs = 30 * minuteMs;
const longestMs = 24 * 60 * minuteMs;
/** A drawer that waits longer than this for its chart feels broken. */
const deadlineMs = 3000;

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
  const result = await withDeadline(clock, signal, (limited) => connection.series(query, limited));
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

async function withDeadline(
  clock: Clock,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<Result<MetricSeries>>,
): Promise<Result<MetricSeries>> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal.addEventListener('abort', abort, { once: true });
  const late = Promise.withResolvers<Result<MetricSeries>>();
  const timer = clock.after(deadlineMs, () => {
    abort();
    const message =
      'ClickHouse took too long to send the metric. The alert itself is complete; open it again to retry.';
    late.resolve({ ok: false, error: { code: 'timeout', retryable: true, message } });
  });
  try {
    return await Promise.race([ask(controller.signal), late.promise]);
  } finally {
    timer.cancel();
    signal.removeEventListener('abort', abort);
  }
}
