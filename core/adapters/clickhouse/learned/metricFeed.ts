import { titleOf } from '../../../../shared/anomalyTypes.ts';
import { ok } from '../../../../shared/problem.ts';
import { thresholdRules } from '../../../../shared/signals/thresholdRules.ts';
import { ruleLabels } from '../../../detection/rules/ruleLabels.ts';
import type { MetricWatchRule } from '../../../detection/rules/rulesOf.ts';
import { type RuleAlert, seriesKey } from '../../../detection/series/seriesInfo.ts';
import type { Connection } from '../connection.ts';
import { createMetricsReader, type NamedSeries } from '../metrics/metricsReader.ts';
import type { FedSeries, SeriesFeed } from './seriesFeed.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** A minute is read when it is over for so long: later samples of it are not learned. */
const latenessMs = 20_000;
/** A series that said nothing for so long is not met. */
const reachMs = dayMs;
const mostListed = 20_000;

const metricPrefix = 'metric/';

/** What components measure of themselves, each series by its last number of every minute. */
export function createMetricFeed({
  connection,
  rules,
}: {
  connection: Connection;
  /** Rules that may tell the same. */
  rules: readonly MetricWatchRule[];
}): SeriesFeed {
  const reader = createMetricsReader(connection);
  return {
    prefix: metricPrefix,
    title: 'Component metrics',
    group: 'metric',
    everyMs: minuteMs,
    sliceMs: dayMs,
    async list(now, signal) {
      const read = await reader.every({ from: now - reachMs, now, most: mostListed }, signal);
      if (!read.ok) return read;
      const { series, total } = read.value;
      const byKey = new Map(series.map((each) => fedSeries(each, rules)).map((each) => [each.key, each]));
      return ok({ series: [...byKey.values()], more: Math.max(0, total - series.length) });
    },
    async samples(series, { from, to }, signal) {
      const until = Math.floor((to - latenessMs) / minuteMs) * minuteMs;
      const start = Math.floor(from / minuteMs) * minuteMs;
      if (series.length === 0 || until <= start)
        return ok({ samples: new Map(), until: Math.max(from, until), odd: 0 });
      const question = {
        ...{ metrics: [...new Set(series.map(({ labels }) => labels.metric ?? ''))], ids: series.map(({ id }) => id) },
        ...{ from: start, now: until, most: series.length },
      };
      const read = await reader.series(question, signal);
      if (!read.ok) return read;
      const samples = read.value.series.map(
        ({ metric, labels, minutes }) =>
          // What was written after the end counts as of the end, and belongs to the next stretch.
          [metricKey(metric, labels), minutes.filter(({ at }) => at >= start && at < until)] as const,
      );
      return ok({ samples: new Map(samples), until, odd: read.value.odd });
    },
  };
}

function metricKey(metric: string, { component = '', ...others }: Record<string, string>): string {
  return seriesKey('metric', [component, metric], others);
}

function fedSeries({ id, metric, labels, newestAt }: NamedSeries, rules: readonly MetricWatchRule[]): FedSeries {
  const own = rules.filter(
    (rule) => rule.metric === metric && (rule.component === '' || rule.component === labels.component),
  );
  const builtIn = thresholdRules.find((rule) => rule.metric === metric);
  const unit = builtIn?.unit ?? own[0]?.unit ?? 'none';
  return {
    ...{ id, seenAt: newestAt, key: metricKey(metric, labels), group: 'metric' },
    ...{ title: builtIn?.title ?? titleOf(metric), unit, labels: { ...labels, metric } },
    ...{ worth: 'both', stepMs: minuteMs, mayCount: unit === 'none' || unit === 'count' },
    rules: {
      high: alertsOf(own, labels, ['above', 'aboveBaseline', 'zScore']),
      low: alertsOf(own, labels, ['below', 'belowBaseline', 'zScore']),
    },
  };
}

function alertsOf(
  rules: readonly MetricWatchRule[],
  labels: Record<string, string>,
  kinds: readonly MetricWatchRule['condition']['kind'][],
): RuleAlert[] {
  const same = rules.filter(({ condition }) => kinds.includes(condition.kind));
  return same.map((rule) => ({ type: rule.type, labels: ruleLabels(rule, { labels }) }));
}
