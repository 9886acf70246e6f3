import type { BacktestAbout } from '../../../shared/learning/backtest.ts';
import type { LearningSettings } from '../../../shared/learning/learningSettings.ts';
import type { SeriesSensitivity } from '../../../shared/learning/sensitivity.ts';
import { zoneInUse } from '../../../shared/localTime.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Connection } from '../../adapters/clickhouse/connection.ts';
import type { FedSeries, SeriesFeed } from '../../adapters/clickhouse/learned/seriesFeed.ts';
import { seriesFeeds } from '../../adapters/clickhouse/learned/seriesFeeds.ts';
import { ruleDeadlineMs } from '../../adapters/clickhouse/sqlRules/ruleLimits.ts';
import type { Clock } from '../../clock.ts';
import type { ActiveAdjustment } from '../../detection/feedback/adjustments.ts';

/** One way to judge series by. */
export interface SeriesSettings {
  learning: LearningSettings;
  metrics: Settings['metrics'];
}

/** A series that one way of judging learns. */
export interface PastSeries {
  /** What its scores depend on: two ways that score it alike have it in common. */
  identity: string;
  feed: SeriesFeed;
  series: FedSeries;
  sensitivity: SeriesSensitivity;
  timeZone: string;
  historyDays: number;
}

interface ListContext {
  connection: Connection;
  /** IANA name of the zone of this machine. */
  timeZone: string;
  adjustments: readonly ActiveAdjustment[];
  clock: Clock;
}

/** What each way learns, as far as it is asked about, and what could not be listed, as sentences. */
export async function listPast(
  ways: readonly SeriesSettings[],
  about: ReadonlySet<BacktestAbout>,
  now: number,
  context: ListContext,
  signal: AbortSignal,
): Promise<{ byWay: PastSeries[][]; notes: string[] }> {
  const { connection, adjustments, clock } = context;
  const notes = new Set<string>();
  const levels = Map.groupBy(
    adjustments.filter(({ kind }) => kind === 'newNormal'),
    ({ series }) => series,
  );
  const byWay: PastSeries[][] = [];
  for (const way of ways) {
    const { learning } = way;
    const timeZone = zoneInUse(learning.timeZone, context.timeZone);
    const feeds = seriesFeeds(way, {
      ...{ connection, rulesConnection: connection, clock },
      // A third of it is what one question may take.
      deadlineMs: 3 * ruleDeadlineMs,
    });
    const listed: PastSeries[] = [];
    for (const feed of feeds.filter(({ group }) => about.has(group))) {
      const read = await feed.list(now, signal);
      if (!read.ok) {
        const isAbsent = read.error.code === 'missingTable' && feed.group !== 'query';
        if (!isAbsent) notes.add(`${feed.title} could not be tried. ${read.error.message}`);
        continue;
      }
      const query = learning.queries.find(({ name }) => feed.prefix === `query/${name}`);
      for (const series of read.value.series) {
        const { key, mayCount, stepMs } = series;
        const scores = [key, mayCount, stepMs, query?.query, timeZone, learning.historyDays, levels.get(key)];
        listed.push({
          ...{ identity: JSON.stringify(scores), feed, series, timeZone, historyDays: learning.historyDays },
          sensitivity: learning.series[key] ?? learning.sensitivity,
        });
      }
    }
    byWay.push(listed.slice(0, learning.mostSeries));
  }
  return { byWay, notes: [...notes] };
}
