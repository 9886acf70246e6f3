import type { BacktestAbout, BacktestAlert } from '../../../shared/learning/backtest.ts';
import { metricsSourceName } from '../../adapters/clickhouse/metrics/metricsSource.ts';
import type { AlertPolicy } from '../../alerts/applyBatch.ts';
import type { Observation, ObservationBatch, Unjudged } from '../../alerts/observation.ts';
import { createReplayedBook } from './replayedBook.ts';

/** One series of the past, judged by what was learned of it and by its limits, and booked as when it was new. */
export interface SeriesReplay {
  /** What the limits say at `at`, ms UTC; in order. What was learned and seen before comes first. */
  limits(at: number, observations: Observation[], unjudged: Unjudged[]): void;
  /** Those that began from `from` on, ms UTC, once everything was told. */
  alerts(from: number): BacktestAlert[];
}

/**
 * `learned`: what was learned of the series would have said, oldest first. No two series ever share an alert, so that each
 * has a book of its own.
 */
export function createSeriesReplay(
  about: BacktestAbout,
  learned: Iterator<ObservationBatch>,
  policy: AlertPolicy,
): SeriesReplay {
  const book = createReplayedBook(policy, about);
  let next = learned.next();

  function learnedBefore(at: number): void {
    for (; !next.done && next.value.at < at; next = learned.next()) book.apply(next.value);
  }

  return {
    limits(at, observations, unjudged) {
      learnedBefore(at);
      book.apply({ source: metricsSourceName, at, observations, completeness: 'window', unjudged });
    },
    alerts(from) {
      learnedBefore(Number.POSITIVE_INFINITY);
      return book.alerts(from);
    },
  };
}
