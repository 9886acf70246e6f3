import { expect, it } from 'vitest';
import { receiversInLine, slackRoutes } from '../../../core/notify/routes.ts';
import type { Severity } from '../../../shared/severity.ts';

it.each<[Severity, string, string[]]>([
  ['critical', 'traffic_drop', ['slack-critical', 'slack-technical', 'slack']],
  ['critical', 'revenue_drop', ['slack-critical', 'slack-revenue', 'slack']],
  ['high', 'revenue_drop', ['slack-revenue', 'slack']],
  ['high', 'conversion_drop', ['slack-revenue', 'slack']],
  ['high', 'traffic_spike', ['slack-technical', 'slack']],
  ['low', 'spark_lag_high', ['slack-technical', 'slack']],
])('asks for a %s %s in this order', (severity, type, line) => {
  expect(receiversInLine(slackRoutes, { severity, type })).toEqual(line);
});
