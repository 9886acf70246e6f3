import type { Settings } from '../../shared/settings.ts';
import { ownRuleProblems } from '../../shared/signals/ruleProblems.ts';
import type { MetricChoices, RuleTrial, RuleTrialRequest } from '../../shared/signals/ruleTrial.ts';
import { thresholdRules } from '../../shared/signals/thresholdRules.ts';
import { cleanText } from '../adapters/clickhouse/cleanText.ts';
import type { Connection } from '../adapters/clickhouse/connection.ts';
import { createMetricsReader } from '../adapters/clickhouse/metrics/metricsReader.ts';
import type { Row } from '../adapters/clickhouse/readAnswer.ts';
import type { RuleDesk } from '../api/hostPorts.ts';
import type { Clock } from '../clock.ts';
import { metricRuleOf, sqlRuleOf, thresholdRuleOf } from '../detection/rules/rulesOf.ts';
import { readUrl } from '../settings/webUrl.ts';
import { metricTrial } from './rules/metricTrial.ts';
import { sqlTrial } from './rules/sqlTrial.ts';
import { emptyTrial } from './rules/trialOf.ts';

const metricDeadlineMs = 15_000;
const choicesDeadlineMs = 6000;
const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
const notSetUp = 'No ClickHouse is set up. Set it up in Setup → Connection.';

/** Rules tried out as they are written. `connection`: its own, or null when none can be made. */
export function createRuleDesk(options: {
  connection: Connection | null;
  settings: Pick<Settings, 'metrics' | 'currency'>;
  clock: Clock;
}): RuleDesk {
  const { connection, settings, clock } = options;
  const { currency } = settings;
  const reader = connection && createMetricsReader(connection);

  async function tryOut({ rule }: RuleTrialRequest, signal: AbortSignal): Promise<RuleTrial> {
    const now = clock.now();
    const [wrong] = rule.kind === 'threshold' ? [] : ownRuleProblems(rule, readUrl);
    if (wrong) return { ...emptyTrial(now), problem: { field: wrong.field, message: `It ${wrong.message}.` } };
    if (connection === null || reader === null) {
      return { ...emptyTrial(now), problem: { field: null, message: notSetUp } };
    }
    if (rule.kind === 'sql') return sqlTrial(sqlRuleOf(rule), { connection, clock, now, currency }, signal);
    const limited = AbortSignal.any([signal, AbortSignal.timeout(metricDeadlineMs)]);
    if (rule.kind === 'metric') return metricTrial(metricRuleOf(rule), { reader, now, currency }, limited);
    const builtIn = thresholdRules.find(({ metric }) => metric === rule.metric) ?? thresholdRules[0];
    const { cooldownMinutes = settings.metrics.thresholds[rule.metric].cooldownMinutes, limit } = rule;
    const changed = thresholdRuleOf(builtIn, { cooldownMinutes, limit });
    return metricTrial(changed, { reader, now, currency }, limited);
  }

  async function metrics(signal: AbortSignal): Promise<MetricChoices> {
    if (reader === null) return { items: [], note: notSetUp };
    const now = clock.now();
    const ask = (reachMs: number) =>
      reader.choices(now - reachMs, now, AbortSignal.any([signal, AbortSignal.timeout(choicesDeadlineMs)]));
    const week = await ask(weekMs);
    if (week.ok) return { items: week.value.map(choiceOf), note: null };
    if (!week.error.retryable || signal.aborted) return { items: [], note: week.error.message };
    // Days of a large table may take too long, the last hour hardly does.
    const hour = await ask(hourMs);
    return hour.ok
      ? { items: hour.value.map(choiceOf), note: 'Only the last hour could be looked at in time.' }
      : { items: [], note: hour.error.message };
  }

  return { tryOut, metrics };
}

function choiceOf(row: Row): MetricChoices['items'][number] {
  return {
    metric: cleanText(String(row.series_metric), 200),
    component: cleanText(String(row.series_component), 200),
    lastValue: Number(row.numbers) > 0 ? Number(row.last_number) : null,
    lastAt: new Date(Number(row.newest)).toISOString(),
    series: Number(row.series),
  };
}
