import { expect, it } from 'vitest';
import { countOwnRules, thresholdsInForce } from '../../../core/diagnostics/thresholdsInForce.ts';
import { Settings } from '../../../shared/settings.ts';

it('names the limit that holds and the variable that set it', () => {
  const settings = Settings.parse({
    metrics: { thresholds: { disk_usage: { limit: 95 }, memory_usage: { enabled: false } } },
  });
  const found = thresholdsInForce(settings, { 'metrics.thresholds.disk_usage.limit': 'ALERT_DISK_USAGE_THRESHOLD' });
  expect(found).toHaveLength(8);
  expect(found.find(({ metric }) => metric === 'disk_usage')).toMatchObject({
    ...{ limit: 95, limitBy: 'ALERT_DISK_USAGE_THRESHOLD', cooldownMinutes: 15, cooldownBy: null },
    ...{ enabled: true, kind: 'above', severity: 'critical' },
  });
  expect(found.find(({ metric }) => metric === 'memory_usage')?.enabled).toBe(false);
});

it('holds none while metrics are not watched', () => {
  const settings = Settings.parse({ metrics: { enabled: false } });
  expect(thresholdsInForce(settings, {}).some(({ enabled }) => enabled)).toBe(false);
});

it('counts rules of the person by kind, and those that are off apart', () => {
  const rule = { condition: { kind: 'above', limit: 1 } };
  const { metrics } = Settings.parse({
    metrics: {
      rules: [
        { ...rule, kind: 'metric', name: 'a', metric: 'x' },
        { ...rule, kind: 'sql', name: 'b', query: 'SELECT 1' },
        { ...rule, kind: 'sql', name: 'c', query: 'SELECT 1', enabled: false },
      ],
    },
  });
  expect(countOwnRules(metrics)).toEqual({ metric: 1, sql: 1, off: 1 });
});
