import type { Result } from '../../../shared/problem.ts';
import type { RuleTrial } from '../../../shared/signals/ruleTrial.ts';
import type { MetricsReader, ReadMetrics } from '../../adapters/clickhouse/metrics/metricsReader.ts';
import { baselineMs, freshMs } from '../../detection/rules/judgeCondition.ts';
import { ruleLabels } from '../../detection/rules/ruleLabels.ts';
import type { MetricWatchRule } from '../../detection/rules/rulesOf.ts';
import { dayMs, emptyTrial, trialOf } from './trialOf.ts';

const minuteMs = 60_000;
const mostSeries = 100;

/** A rule over a metric, tried on the last day of it, minute by minute as it would have been judged. */
export async function metricTrial(
  rule: MetricWatchRule,
  { reader, now, currency }: { reader: MetricsReader; now: number; currency: string },
  signal: AbortSignal,
): Promise<RuleTrial> {
  const lookbackMs = dayMs + baselineMs + freshMs + minuteMs + rule.forMs;
  const from = Math.floor((now - lookbackMs) / minuteMs) * minuteMs;
  const { metric, component } = rule;
  const read: Result<ReadMetrics> = await reader.series(
    { metrics: [metric], component, from, now, most: mostSeries },
    signal,
  );
  if (!read.ok) return { ...emptyTrial(now), problem: { field: null, message: read.error.message } };
  const { series, odd, cut } = read.value;
  if (series.length === 0) return { ...emptyTrial(now), problem: nothingOf(rule) };
  const day = now - dayMs;
  const times = Array.from({ length: dayMs / minuteMs + 1 }, (_, index) => day + index * minuteMs);
  const notes = [
    cut.size > 0 ? `There are more series: ${mostSeries} of them were tried.` : null,
    odd > 0 ? `${odd} samples are no numbers (NaN, infinite, or text) and were left out.` : null,
  ];
  const named = series.map((each) => ({ ...each, labels: ruleLabels(rule, each) }));
  return trialOf(rule, {
    series: named,
    times,
    now,
    currency,
    note: notes.filter((note) => note !== null).join(' ') || null,
  });
}

function nothingOf({ metric, component, ownName }: MetricWatchRule): NonNullable<RuleTrial['problem']> {
  const by = component === '' ? '' : ` by component ${component}`;
  const message = `Nothing was written of metric ${metric}${by} in the last day, so this rule would judge nothing. Check the name.`;
  return { field: ownName === null ? null : component === '' ? 'metric' : 'component', message };
}
