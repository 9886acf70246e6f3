import type { RuleDesk } from '../../core/api/hostPorts.ts';
import type { MinuteSeries } from '../../core/detection/rules/metricSeries.ts';
import { type MetricWatchRule, metricRuleOf, sqlRuleOf, thresholdRuleOf } from '../../core/detection/rules/rulesOf.ts';
import { readUrl } from '../../core/settings/webUrl.ts';
import { dayMs, emptyTrial, trialOf } from '../../core/watch/rules/trialOf.ts';
import { ownRuleProblems } from '../../shared/signals/ruleProblems.ts';
import { readRuleQuery } from '../../shared/signals/ruleQuery.ts';
import { thresholdRules } from '../../shared/signals/thresholdRules.ts';

const minuteMs = 60_000;

/** How high a metric usually is, how much it swings in a day, and how high it jumps three times in it. */
const shapes: Record<string, { component: string; usual: number; swing: number; peak: number }> = {
  review_rate: { component: 'normalizer', usual: 8, swing: 1, peak: 19 },
  rpc_error_rate: { component: 'database', usual: 1.5, swing: 0.5, peak: 14 },
  system_health: { component: 'system', usual: 92, swing: 3, peak: 24 },
  fetch_latency: { component: 'fetcher', usual: 12, swing: 4, peak: 74 },
  validation_error_rate: { component: 'validator', usual: 4, swing: 1, peak: 26 },
  database_failures: { component: 'database', usual: 0, swing: 1, peak: 9 },
  memory_usage: { component: 'system', usual: 64, swing: 8, peak: 91 },
  disk_usage: { component: 'system', usual: 71, swing: 2, peak: 93 },
  queue_depth: { component: 'importer', usual: 240, swing: 120, peak: 2100 },
};

/** Rules tried out on a day that is made up: the real decisions, on numbers as components would write them. */
export function createMockRules(now: () => number): RuleDesk {
  function tryMetric(rule: MetricWatchRule) {
    const at = now();
    const shape = shapes[rule.metric];
    if (!shape) {
      const message = `Nothing was written of metric ${rule.metric} in the last day, so this rule would judge nothing. Check the name.`;
      return { ...emptyTrial(at), problem: { field: 'metric', message } };
    }
    const series = [seriesOf(shape, { component: shape.component }, at, 1)];
    return trialOf(rule, { series, times: everyMinute(at, 1), now: at, currency: 'USD', note: null });
  }

  return {
    async tryOut({ rule }) {
      const at = now();
      const [wrong] = rule.kind === 'threshold' ? [] : ownRuleProblems(rule, readUrl);
      if (wrong) return { ...emptyTrial(at), problem: { field: wrong.field, message: `It ${wrong.message}.` } };
      if (rule.kind === 'metric') return tryMetric(metricRuleOf(rule));
      if (rule.kind === 'threshold') {
        const builtIn = thresholdRules.find(({ metric }) => metric === rule.metric) ?? thresholdRules[0];
        return tryMetric(thresholdRuleOf(builtIn, { limit: rule.limit, cooldownMinutes: builtIn.cooldownMinutes }));
      }
      const read = readRuleQuery(rule.query);
      const past = read.ok && read.value.times.length > 0;
      const shape = { component: '', usual: 40, swing: 12, peak: 160 };
      const series = past
        ? [
            seriesOf(shape, { country: 'DE' }, at, 15),
            seriesOf({ ...shape, usual: 55, peak: 90 }, { country: 'US' }, at, 15),
          ]
        : [{ ...seriesOf(shape, {}, at, 15), minutes: [{ at: Math.floor(at / minuteMs) * minuteMs, value: 42 }] }];
      const note = past
        ? 'The last day was asked every 15 minutes; live it is asked as often as the rule says.'
        : 'Only now could be tried: write {from:DateTime} and {to:DateTime} for the last five minutes, and the last day can be, too.';
      const times = everyMinute(at, 15);
      const trial = trialOf(sqlRuleOf(rule), { series, times, now: at, currency: 'USD', note, least: 3 });
      return { ...trial, knowsPast: past };
    },
    async metrics() {
      const at = now();
      const items = Object.entries(shapes).map(([metric, { component, usual }]) => ({
        ...{ metric, component, lastValue: usual, lastAt: new Date(at - 20_000).toISOString(), series: 1 },
      }));
      const stopped = { metric: 'import_age', component: 'importer', lastValue: null, series: 2 };
      return { items: [...items, { ...stopped, lastAt: new Date(at - 2 * dayMs).toISOString() }], note: null };
    },
  };
}

function everyMinute(now: number, step: number): number[] {
  const start = Math.floor((now - dayMs) / minuteMs) * minuteMs;
  return Array.from({ length: dayMs / minuteMs / step + 1 }, (_, index) => start + index * step * minuteMs);
}

function seriesOf(
  { usual, swing, peak }: { usual: number; swing: number; peak: number },
  labels: Record<string, string>,
  now: number,
  step: number,
): Pick<MinuteSeries, 'labels' | 'minutes' | 'newestAt'> {
  const times = everyMinute(now, step);
  const minutes = times.map((at, index) => {
    const share = index / times.length;
    const isPeak = [0.2, 0.55, 0.8].some((place) => share > place && share < place + 0.02);
    const wave = Math.sin(share * Math.PI * 4) + Math.sin(index * 1.7) / 3;
    return { at, value: isPeak ? peak : Number(Math.max(0, usual + swing * wave).toFixed(2)) };
  });
  return { labels, minutes, newestAt: times.at(-1) ?? now };
}
