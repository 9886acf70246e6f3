import { expect, it } from 'vitest';
import { metricRulesOf } from '../../../../core/detection/rules/rulesOf.ts';
import { limitsOf, trendLimits } from '../../../../core/detection/trend/trendLimits.ts';
import { trendObservation } from '../../../../core/detection/trend/trendObservation.ts';
import { Settings } from '../../../../shared/settings.ts';

const hour = 3_600_000;
const noon = Date.parse('2026-03-10T12:00:00Z');
const limits = (settings: object = {}) => {
  const { metrics, learning } = Settings.parse(settings);
  return trendLimits(metricRulesOf(metrics), learning);
};
const series = {
  ...{ key: 'metric/system/disk_usage', metric: 'disk_usage', labels: { component: 'system' } },
  minutes: [{ at: noon, value: 81 }],
};
const told = { now: noon, nearMs: 3 * hour, currency: 'USD' };

it('tells when the limit is reached, in round words, and leaves what is past it to the rule', () => {
  const [limit] = limitsOf(limits(), series);
  if (!limit) throw new Error('Disk usage has no limit.');
  const verdict = { value: 81.2, perHour: 3.04, reachesInMs: 2.9 * hour };
  expect(trendObservation(verdict, limit, series, told)).toMatchObject({
    ...{ type: 'trend', labels: { metric: 'disk_usage', component: 'system' }, severity: 'high' },
    ...{ title: 'Disk usage heads for its limit', metricValue: 81.2, expectedValue: 90 },
    description: 'Disk usage reaches 90 % in about 3 h on system (now 81 %, rising 3 points an hour).',
    sameAs: [{ type: 'disk_usage_high', labels: { component: 'system' } }],
    trend: { values: [81], lowerBound: null, upperBound: 90 },
  });
});

it('is low as long as the limit is far', () => {
  const [limit] = limitsOf(limits(), series);
  if (!limit) throw new Error('Disk usage has no limit.');
  const far = trendObservation({ value: 70, perHour: 1, reachesInMs: 20 * hour }, limit, series, told);
  expect(far.severity).toBe('low');
});

it('has the limits of rules and own ones, up and down, and none of changes or where it is off', () => {
  const own = { metric: 'error_budget', component: 'checkout', limit: 0, direction: 'down' };
  const all = limits({ learning: { trends: { limits: [own] } } });
  expect(all.map(({ metric, limit, direction }) => `${metric} ${direction} ${limit}`)).toEqual([
    'rpc_error_rate up 10',
    'system_health down 30',
    'fetch_latency up 60',
    'validation_error_rate up 20',
    'database_failures up 5',
    'memory_usage up 85',
    'disk_usage up 90',
    'error_budget down 0',
  ]);
  expect(limitsOf(all, { metric: 'error_budget', labels: { component: 'search' } })).toEqual([]);
  expect(limitsOf(all, { metric: 'error_budget', labels: { component: 'checkout' } })).toHaveLength(1);
  expect(limits({ learning: { trends: { enabled: false } } })).toEqual([]);
});
