import { failed, ok, type Result } from '../../../../shared/problem.ts';
import type { Unjudged } from '../../../alerts/observation.ts';
import type { Clock } from '../../../clock.ts';
import { withDeadline } from '../../../deadline.ts';
import { baselineMs, freshMs } from '../../../detection/rules/judgeCondition.ts';
import type { MinuteSeries } from '../../../detection/rules/metricSeries.ts';
import type { MetricWatchRule } from '../../../detection/rules/rulesOf.ts';
import type { PollRequest, Source, SourceReport } from '../../../monitor/source.ts';
import type { Connection } from '../connection.ts';
import { judgeSeries } from './judgeSeries.ts';
import { LastSeen, missedMs } from './lastSeen.ts';
import { metricRuleNotes, metricsNote } from './metricsNote.ts';
import { createMetricsReader, type ReadMetrics } from './metricsReader.ts';

interface MetricsSourceOptions {
  connection: Connection;
  rules: readonly MetricWatchRule[];
  /** Read this often at most. */
  intervalMs: number;
  /** In which a poll must be done, ms. */
  deadlineMs: number;
  currency: string;
  clock: Clock;
}

export const metricsSourceName = 'metrics';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Cycles come up to a tenth early. */
const earlyShare = 0.9;
const mostPerMetric = 5000;
/** Numbers read in one poll, over all metrics: what comes back stays well below the longest answer that is read. */
const mostNumbers = 2_500_000;

/** Rules that need the same stretch of time. */
interface Reading {
  rules: readonly MetricWatchRule[];
  metrics: string[];
  lookbackMs: number;
  most: number;
}

/** Rules over the metrics that components write, each series judged for itself. */
export function createMetricsSource(options: MetricsSourceOptions): Source {
  const { rules, intervalMs, clock, currency } = options;
  const reader = createMetricsReader(options.connection);
  // Rules that wait for hours read so much more that they must not hold up the others.
  const [main, ...beside] = [rules.filter(({ forMs }) => forMs <= hourMs), rules.filter(({ forMs }) => forMs > hourMs)]
    .filter((some) => some.length > 0)
    .map(readingOf);
  const missable = [
    ...new Set(rules.filter(({ condition }) => condition.kind === 'absent').map(({ metric }) => metric)),
  ];
  const lastSeen = new LastSeen();
  let isLastSeenKnown = missable.length === 0;
  let lastReadAt: number | null = null;
  let last: Pick<Extract<SourceReport, { kind: 'read' }>, 'newestRowAt' | 'note' | 'ruleNotes'> = { newestRowAt: null };

  /** What helps, but must not hold up the rest. */
  async function aside<T>(signal: AbortSignal, work: (s: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
    const answer = await withDeadline(clock, options.deadlineMs / 2, signal, work);
    return answer.kind === 'done' ? answer.value : failed('timeout', 'It took too long.');
  }

  function read({ metrics, lookbackMs, most }: Reading, now: number, signal: AbortSignal) {
    const from = Math.floor((now - lookbackMs) / minuteMs) * minuteMs;
    return reader.series({ metrics, from, now, most, oddFrom: lastReadAt ?? from }, signal);
  }

  async function learnLastSeen(now: number, signal: AbortSignal): Promise<void> {
    if (isLastSeenKnown) return;
    const question = { metrics: missable, from: now - missedMs, now, most: mostPerMetric };
    const answer = await aside(signal, (s) => reader.lastSeen(question, s));
    if (!answer.ok) return;
    lastSeen.note(answer.value.series);
    isLastSeenKnown = true;
  }

  async function pollOnce(first: Reading, { now }: PollRequest, signal: AbortSignal): Promise<Result<SourceReport>> {
    const [read1, others] = await Promise.all([
      read(first, now, signal),
      Promise.all(beside.map((reading) => aside(signal, (s) => read(reading, now, s)))),
      learnLastSeen(now, signal),
    ]);
    if (!read1.ok) return read1;
    const readings = [first, ...beside].map((reading, index) => ({
      ...{ reading, answer: index === 0 ? read1 : (others[index - 1] ?? read1) },
    }));
    const everything = readings.flatMap(({ answer }) => (answer.ok ? answer.value.series : []));
    lastSeen.note(everything.filter(({ metric }) => missable.includes(metric)));

    const unjudged: Unjudged[] = [];
    const observations = readings.flatMap(({ reading, answer }) => {
      if (!answer.ok) {
        unjudged.push(...reading.rules.map(({ type }) => ({ type, labels: null })));
        return [];
      }
      const judged = judgeSeries(reading.rules, withGone(answer.value, now), now, currency);
      unjudged.push(...judged.unjudged);
      return judged.observations;
    });
    if (!isLastSeenKnown) {
      const waiting = rules.filter(({ condition }) => condition.kind === 'absent');
      unjudged.push(...waiting.map(({ type }) => ({ type, labels: null })));
    }
    const odd = readings.reduce((sum, { answer }) => sum + (answer.ok ? answer.value.odd : 0), 0);
    const newest = everything.reduce((at, { newestAt }) => Math.max(at, newestAt), Number.NEGATIVE_INFINITY);
    lastReadAt = now;
    const told = { readings, isLastSeenKnown, gone: lastSeen.gone(everything, now) };
    last = {
      newestRowAt: Number.isFinite(newest) ? Math.max(newest, last.newestRowAt ?? newest) : last.newestRowAt,
      note: metricsNote(told),
      ruleNotes: metricRuleNotes(told),
    };
    return ok({
      kind: 'read',
      batches: [{ source: metricsSourceName, at: now, observations, completeness: 'window', unjudged }],
      cursor: '',
      skipped: { count: odd, last: odd === 0 ? null : oddSentence(odd) },
      ...last,
    });
  }

  /** With series that said nothing for longer than was read, where something may miss them. */
  function withGone({ series, cut }: ReadMetrics, now: number): MinuteSeries[] {
    return [...series, ...lastSeen.gone(series, now).filter(({ metric }) => !cut.has(metric))];
  }

  return {
    name: metricsSourceName,
    kind: 'metrics',
    staleAfterMs: null,
    async poll(request, signal) {
      const { now } = request;
      const isEarly = lastReadAt !== null && now >= lastReadAt && now - lastReadAt < intervalMs * earlyShare;
      if (main === undefined || isEarly) {
        const nothing = { batches: [], cursor: '', skipped: { count: 0, last: null } };
        return ok({ kind: 'read', asked: false, ...nothing, ...last });
      }
      const report = await pollOnce(main, request, signal);
      if (!report.ok && report.error.code === 'missingTable')
        return ok({ kind: 'notSetUp', message: report.error.message });
      return report;
    },
  };
}

function readingOf(rules: readonly MetricWatchRule[]): Reading {
  const metrics = [...new Set(rules.map(({ metric }) => metric))];
  const lookbackMs = baselineMs + freshMs + minuteMs + Math.max(0, ...rules.map(({ forMs }) => forMs));
  const affordable = Math.floor(mostNumbers / (lookbackMs / minuteMs) / metrics.length);
  return { rules, metrics, lookbackMs, most: Math.min(mostPerMetric, Math.max(20, affordable)) };
}

const oddSentence = (odd: number) =>
  odd === 1 ? 'A sample is no number; it is left out' : `${odd} samples are no numbers; they are left out`;
