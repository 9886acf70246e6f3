import type { Matcher } from './matcher.ts';
import type { Route } from './route.ts';

type Given = Partial<Omit<Route, 'name' | 'matchers'>>;

/** A route that says no more than it must. */
export function plainRoute(name: string, matchers: Matcher[], given: Given = {}): Route {
  const nothing = { receivers: [], continue: false, activeTimes: [], muteTimes: [], routes: [] };
  return { name, matchers, ...nothing, groupBy: null, resolved: null, escalation: null, ...given };
}

export const critical: Matcher = { name: 'severity', op: '=', value: 'critical' };
const revenue: Matcher = { name: 'type', op: '=~', value: 'revenue_drop|conversion_drop' };

/**
 * Where alerts go as long as a person says nothing else: whatever is set up is used, and one webhook alone is enough.
 * PagerDuty and e-mail come beside Slack, and within Slack the most fitting channel, the others standing in for it.
 */
export const builtInRoutes: Route = plainRoute('All alerts', [], {
  groupBy: ['type'],
  escalation: 'default',
  routes: [
    plainRoute('PagerDuty', [critical], { receivers: ['pagerduty'], continue: true, escalation: 'important' }),
    plainRoute('E-mail', [], { receivers: ['email'], continue: true }),
    plainRoute('Critical revenue', [critical, revenue], {
      receivers: ['slack-critical', 'slack-revenue', 'slack-bot', 'slack'],
      escalation: 'important',
    }),
    plainRoute('Critical', [critical], {
      receivers: ['slack-critical', 'slack-technical', 'slack-bot', 'slack'],
      escalation: 'important',
    }),
    plainRoute('Revenue', [revenue], { receivers: ['slack-revenue', 'slack-bot', 'slack'] }),
    plainRoute('Everything else', [], { receivers: ['slack-technical', 'slack-bot', 'slack'] }),
  ],
});
