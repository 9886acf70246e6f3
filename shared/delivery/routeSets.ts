import { critical, plainRoute, technicalLine } from './builtInRoutes.ts';
import type { Route } from './route.ts';

/** What is wrong with the data rather than with the shop. */
const dataTypes = 'data_.*|source_.*|.*_missing|category_imbalance|receiver_failing|clock_skew';
/** Sources that tell of the shop, or of whatever a person asked; all others tell of what it runs on. */
const shopSources = 'engine|anomalies|rules';

/** Three channels for three kinds of readers: who is on call, who minds the data and the platform, and who minds the business. */
export const multiChannelRoutes: Route = plainRoute('All alerts', [], {
  groupBy: ['type'],
  escalation: 'default',
  routes: [
    plainRoute('PagerDuty', [critical], { receivers: ['pagerduty'], continue: true, escalation: 'important' }),
    plainRoute('Critical', [critical], {
      receivers: ['slack-critical', 'slack-bot', 'slack'],
      escalation: 'important',
    }),
    plainRoute('Data monitoring', [{ name: 'type', op: '=~', value: dataTypes }], { receivers: technicalLine }),
    plainRoute('Platform', [{ name: 'source', op: '!~', value: shopSources }], { receivers: technicalLine }),
    plainRoute('Insights', [], { receivers: ['slack-revenue', 'slack-bot', 'slack'] }),
  ],
});
