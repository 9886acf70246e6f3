import { ok, type Result } from '../../../shared/problem.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Connection } from '../../adapters/clickhouse/connection.ts';
import { seriesFeeds } from '../../adapters/clickhouse/learned/seriesFeeds.ts';
import { createShopHistory } from '../../adapters/clickhouse/learned/shopHistory.ts';
import { createWindowsReader } from '../../adapters/clickhouse/windowsReader.ts';
import type { Clock } from '../../clock.ts';
import type { Sample } from '../../detection/learning/learner.ts';
import type { SeriesInfo } from '../../detection/series/seriesInfo.ts';
import { shopPrefix, shopSeriesOf } from '../../detection/shop/shopSeries.ts';

export type ForecastSeries = Omit<SeriesInfo, 'group'> & { id: string };

/** Where any learned series can be read again, by its key. Times ms UTC. */
export interface ForecastSource {
  /** Null: there is none with this key, or nothing came of it lately. */
  find(key: string, now: number, signal: AbortSignal): Promise<Result<ForecastSeries | null>>;
  samples(
    series: ForecastSeries,
    range: { from: number; to: number },
    signal: AbortSignal,
  ): Promise<Result<{ samples: readonly Sample[]; until: number }>>;
  /** How much one question asks for. */
  sliceMs(key: string): number;
}

const dayMs = 24 * 3_600_000;
const minuteMs = 60_000;
/** Of one question. */
const deadlineMs = 15_000;
/** Which series there are does not change from one look to the next. */
const listedMs = minuteMs;

export function createForecastSource({
  connection,
  rulesConnection,
  settings,
  clock,
}: {
  connection: Connection;
  rulesConnection: Connection;
  settings: Settings;
  clock: Clock;
}): ForecastSource {
  const shop = createShopHistory(
    createWindowsReader(connection, () => clock.now()),
    settings.engine,
  );
  const feeds = seriesFeeds(settings, { connection, rulesConnection, deadlineMs, clock });
  const listed = new Map<string, { at: number; series: ReadonlyMap<string, ForecastSeries> }>();
  const feedOf = (key: string) => feeds.find(({ prefix }) => key === prefix || key.startsWith(withSlash(prefix)));

  return {
    async find(key, now, signal) {
      const ofShop = shopSeriesOf(key);
      if (ofShop) return ok(shopInfo(ofShop, settings.engine.windowSeconds * 1000));
      const feed = feedOf(key);
      if (feed === undefined) return ok(null);
      const known = listed.get(feed.prefix);
      if (known && Math.abs(now - known.at) < listedMs) return ok(known.series.get(key) ?? null);
      const read = await feed.list(now, signal);
      if (!read.ok) return read;
      const series = new Map(read.value.series.map((each) => [each.key, each] as const));
      listed.set(feed.prefix, { at: now, series });
      return ok(series.get(key) ?? null);
    },
    async samples(series, range, signal) {
      if (series.key.startsWith(shopPrefix)) {
        const read = await shop.samples(series.key, range, signal);
        return read.ok ? ok({ samples: read.value.samples, until: range.to }) : read;
      }
      const feed = feedOf(series.key);
      if (feed === undefined) return ok({ samples: [], until: range.to });
      const fed = { ...series, group: feed.group, seenAt: range.to };
      const read = await feed.samples([fed], range, signal);
      return read.ok ? ok({ samples: read.value.samples.get(series.key) ?? [], until: read.value.until }) : read;
    },
    sliceMs: (key) => (key.startsWith(shopPrefix) ? 7 * dayMs : Math.min(7 * dayMs, feedOf(key)?.sliceMs ?? dayMs)),
  };
}

const withSlash = (prefix: string) => (prefix.endsWith('/') ? prefix : `${prefix}/`);

function shopInfo(series: NonNullable<ReturnType<typeof shopSeriesOf>>, stepMs: number): ForecastSeries {
  const { key, title, metric, labels, worth } = series;
  return {
    ...{ key, id: key, title, unit: metric.unit, labels: { ...labels }, worth, stepMs, mayCount: false },
    rules: { high: [], low: [] },
  };
}
