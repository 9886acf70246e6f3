import type { QueryExample } from '../../rules/editor/queryExamples.ts';

/** Queries to begin with, over the table of events as it is called here; each with times, so that history can be learned. */
export const learnedQueryExamples = (events: string): [QueryExample, QueryExample] => [
  {
    label: 'Purchases',
    query: `SELECT toStartOfFiveMinutes(event_time) AS ts, count() AS value
FROM ${events}
WHERE event_type = 'purchase'
  AND event_time >= {from:DateTime} AND event_time < {to:DateTime}
GROUP BY ts
ORDER BY ts`,
  },
  {
    label: 'Purchases by country',
    query: `SELECT toStartOfFiveMinutes(event_time) AS ts, country, count() AS value
FROM ${events}
WHERE event_type = 'purchase' AND country IN ('DE', 'US')
  AND event_time >= {from:DateTime} AND event_time < {to:DateTime}
GROUP BY ts, country
ORDER BY ts`,
  },
];
