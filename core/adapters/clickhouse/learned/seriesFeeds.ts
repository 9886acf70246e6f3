import type { Settings } from '../../../../shared/settings.ts';
import type { Clock } from '../../../clock.ts';
import { metricRulesOf } from '../../../detection/rules/rulesOf.ts';
import type { Connection } from '../connection.ts';
import { createJobFeed } from './jobFeed.ts';
import { createMetricFeed } from './metricFeed.ts';
import { createQueryFeed } from './queryFeed.ts';
import type { SeriesFeed } from './seriesFeed.ts';

interface FeedParts {
  connection: Connection;
  /** For queries that people write. */
  rulesConnection: Connection;
  deadlineMs: number;
  clock: Clock;
}

/** What is learned beside the shop, as the settings say; the most wanted first, should there be too many series. */
export function seriesFeeds(
  { learning, metrics }: Pick<Settings, 'learning' | 'metrics'>,
  { connection, rulesConnection, deadlineMs, clock }: FeedParts,
): SeriesFeed[] {
  if (!learning.enabled) return [];
  const queries = learning.queries.filter(({ enabled }) => enabled);
  return [
    ...queries.map((query) => createQueryFeed({ connection: rulesConnection, query, deadlineMs, clock })),
    ...(learning.jobs ? [createJobFeed(connection)] : []),
    ...(learning.metrics
      ? [createMetricFeed({ connection, rules: metrics.enabled ? metricRulesOf(metrics) : [] })]
      : []),
  ];
}
