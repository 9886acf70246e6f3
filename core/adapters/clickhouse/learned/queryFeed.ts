import { titleOf } from '../../../../shared/anomalyTypes.ts';
import type { LearnedQuery } from '../../../../shared/learning/learningSettings.ts';
import { failed, ok, type Result } from '../../../../shared/problem.ts';
import type { Clock } from '../../../clock.ts';
import type { Sample } from '../../../detection/learning/learner.ts';
import { seriesKey } from '../../../detection/series/seriesInfo.ts';
import type { Connection } from '../connection.ts';
import { type Answered, askSeries } from '../sqlRules/askRule.ts';
import type { SeriesRows } from '../sqlRules/readSeriesRows.ts';
import { ruleDeadlineMs } from '../sqlRules/ruleLimits.ts';
import type { FedSeries, FoundSeries, ReadSamples, SeriesFeed } from './seriesFeed.ts';

const dayMs = 24 * 3_600_000;
/** A stretch of time is asked about when it is over for so long. */
const latenessMs = 30_000;
/** So many steps of a series come in one answer. */
const stepsAtOnce = 1000;

const queryPrefix = 'query/';

interface QueryFeedOptions {
  /** Of its own: slow queries must not take the sockets of other sources. */
  connection: Connection;
  query: LearnedQuery;
  deadlineMs: number;
  clock: Clock;
}

/**
 * A query of the person's own. With a column of times it is a series, asked about whole stretches of its interval; without, its
 * number now is one sample, and there is no history to learn from.
 */
export function createQueryFeed({ connection, query, clock, ...options }: QueryFeedOptions): SeriesFeed {
  const { name, everySeconds, unit, direction } = query;
  const everyMs = everySeconds * 1000;
  const deadlineMs = Math.min(ruleDeadlineMs, options.deadlineMs / 3);
  const title = query.title || titleOf(name);
  const worth = ({ up: 'high', down: 'low', both: 'both' } as const)[direction];
  /** Label sets that were seen, by key. */
  const known = new Map<string, FedSeries>();
  /** The newest answer of one without times, so that listing and learning ask once. */
  let now: { at: number; rows: SeriesRows } | null = null;

  async function ask(range: { from: number; to: number }, signal: AbortSignal): Promise<Result<SeriesRows>> {
    const answer: Answered<SeriesRows> = await askSeries(query.query, range, { connection, clock, deadlineMs }, signal);
    if (!answer.ok) {
      const { code, message, isConnection } = answer.problem;
      return failed(code, message, isConnection);
    }
    const { rows, isSeries } = answer.value;
    for (const { labels, at } of rows) note(labels, at ?? range.to);
    if (!isSeries) now = { at: range.to, rows: answer.value };
    return ok(answer.value);
  }

  function note(labels: Record<string, string>, at: number): void {
    const key = keyOf(labels);
    const seenAt = Math.max(at, known.get(key)?.seenAt ?? at);
    known.set(key, {
      ...{ key, id: key, seenAt, group: 'query', title, unit, worth, stepMs: everyMs, mayCount: false },
      ...{ labels: { metric: name, ...labels }, rules: { high: [], low: [] } },
    });
  }

  const keyOf = (labels: Record<string, string>) => seriesKey('query', [name], labels);

  return {
    prefix: `${queryPrefix}${name}`,
    title: `Query ${name}`,
    group: 'query',
    everyMs,
    sliceMs: Math.min(30 * dayMs, everyMs * stepsAtOnce),
    async list(at, signal): Promise<Result<FoundSeries>> {
      // A clock that was set back: what was asked in its future is none.
      if (now !== null && now.at > at) now = null;
      const read = await ask({ from: at - Math.max(everyMs, Math.min(dayMs, 24 * everyMs)), to: at }, signal);
      if (!read.ok) return read;
      for (const [key, { seenAt }] of known) if (at - seenAt > 7 * dayMs) known.delete(key);
      return ok({ series: [...known.values()].sort((one, other) => other.seenAt - one.seenAt), more: 0 });
    },
    async samples(series, { from, to }, signal): Promise<Result<ReadSamples>> {
      const until = Math.floor((to - latenessMs) / everyMs) * everyMs;
      const start = Math.floor(from / everyMs) * everyMs;
      if (series.length === 0 || until <= start)
        return ok({ samples: new Map(), until: Math.max(from, until), odd: 0 });
      if (now !== null) return sampleNow(to, signal);
      const read = await ask({ from: start, to: until }, signal);
      if (!read.ok) return read;
      const { rows, isSeries, odd } = read.value;
      if (!isSeries) return sampleNow(to, signal);
      const samples = new Map<string, Sample[]>();
      for (const { labels, at, value } of rows.toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0))) {
        if (at === null || at < start || at >= until) continue;
        const key = keyOf(labels);
        const own = samples.get(key) ?? [];
        own.push({ at, value });
        samples.set(key, own);
      }
      return ok({ samples, until, odd });
    },
  };

  /** Of the past nothing can be told: it is over with where the first number was asked for. */
  async function sampleNow(to: number, signal: AbortSignal): Promise<Result<ReadSamples>> {
    if (now !== null && to < now.at) return ok({ samples: new Map(), until: now.at, odd: 0 });
    if (now === null || to - now.at >= everyMs / 2) {
      const read = await ask({ from: to - everyMs, to }, signal);
      if (!read.ok) return read;
    }
    if (now === null) return ok({ samples: new Map(), until: to, odd: 0 });
    const { at, rows } = now;
    const samples = rows.rows.map(({ labels, value }) => [keyOf(labels), [{ at, value }]] as const);
    return ok({ samples: new Map(samples), until: to, odd: rows.odd });
  }
}
