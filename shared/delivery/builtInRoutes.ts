import type { Matcher } from './matcher.ts';
import type { Route } from './route.ts';

type Given = Partial<Omit<Route, 'name' | 'matchers'>>;

/** A route that says no more than it must. */
export function plainRoute(name: string, matchers: Matcher[], given: Given = {}): Route {
  const nothing = { receivers: [], continue: false, activeTimes: [], muteTimes: [], routes: [] };
  return { name, matchers, ...nothing, groupBy: null, resolved: null, escalation: null, ...given };
}

export const critical: Matcher = { name: 'severity', op: '=', value: 'critical' };
const models: Matcher = { name: 'source', op: '=', value: 'models' };
const revenue: Matcher = { name: 'type', op: '=~', value: 'revenue_drop|conversion_drop' };
/** What no rule has a word for: the metric says what it is about. */
const learnedRevenue: Matcher[] = [
  { name: 'type', op: '=~', value: 'learned_low|learned_high' },
  { name: 'metric', op: '=~', value: 'revenue|conversion|order_value' },
];

const criticalLine = ['slack-critical', 'slack-technical', 'slack-bot', 'slack'];
export const technicalLine = ['slack-technical', 'slack-bot', 'slack'];
const criticalRevenueLine = ['slack-critical', 'slack-revenue', 'slack-bot', 'slack'];
const revenueLine = ['slack-revenue', 'slack-bot', 'slack'];

/**
 * Where alerts go as long as a person says nothing else: whatever is set up is used, and one webhook alone is enough.
 * PagerDuty and e-mail come beside Slack, and within Slack the most fitting channel, the others standing in for it.
 */
export const builtInRoutes: Route = plainRoute('All alerts', [], {
  groupBy: ['type'],
  escalation: 'default',
  // `model` is empty for all but models, so that the others are grouped by their type alone.
  routes: [
    plainRoute('PagerDuty', [critical], {
      receivers: ['pagerduty'],
      groupBy: ['type', 'model'],
      continue: true,
      escalation: 'important',
    }),
    plainRoute('E-mail', [], { receivers: ['email'], groupBy: ['type', 'model'], continue: true }),
    plainRoute('Models', [models], {
      receivers: technicalLine,
      groupBy: ['model'],
      routes: [plainRoute('Critical models', [critical], { receivers: criticalLine, escalation: 'important' })],
    }),
    plainRoute('Learned revenue', learnedRevenue, {
      receivers: revenueLine,
      routes: [plainRoute('Critical', [critical], { receivers: criticalRevenueLine, escalation: 'important' })],
    }),
    plainRoute('Critical revenue', [critical, revenue], { receivers: criticalRevenueLine, escalation: 'important' }),
    plainRoute('Critical', [critical], {
      receivers: criticalLine,
      escalation: 'important',
    }),
    plainRoute('Revenue', [revenue], { receivers: revenueLine }),
    plainRoute('Everything else', [], { receivers: technicalLine }),
  ],
});
