import { expect, it } from 'vitest';
import { ruleOfAlert } from '../../../../renderer/features/rules/ruleOfAlert.ts';
import { MetricSettings } from '../../../../shared/signals/signalSettings.ts';
import { anAlert } from '../../../support/builders.ts';

const condition = { kind: 'above', limit: 1 };
const metrics = MetricSettings.parse({
  rules: [
    { kind: 'metric', name: 'queue', metric: 'queue_depth', component: 'api', condition },
    { kind: 'metric', name: 'disks', title: 'Disks fill', metric: 'disk_usage', condition },
    { kind: 'sql', name: 'few_purchases', query: 'SELECT 1', condition },
  ],
});

it.each([
  ['metrics', 'disk_usage_high', 'Disk usage high', 'disk_usage'],
  ['metrics', 'disk_usage_high', 'Disks fill', 'disks'],
  ['metrics', 'review_rate_spike', 'Review rate spike', 'review_rate'],
  ['metrics', 'queue_depth_high', 'Queue depth high', 'queue'],
  ['metrics', 'queue_depth_low', 'Queue depth low', null],
  ['rules', 'few_purchases', 'Few purchases', 'few_purchases'],
  ['rules', 'gone', 'Gone', null],
  ['engine', 'disk_usage_high', 'Disk usage high', null],
] as const)('an alert of %s, %s, “%s” comes from the rule %s', (source, type, title, name) => {
  expect(ruleOfAlert(anAlert({ source, type, title, labels: { component: 'api' } }), metrics)).toBe(name);
});

it('is not the rule of another component', () => {
  const alert = anAlert({ source: 'metrics', type: 'queue_depth_high', labels: { component: 'worker' } });
  expect(ruleOfAlert(alert, metrics)).toBeNull();
});
