export interface QueryExample {
  label: string;
  query: string;
}

/** Queries to begin with, over the table of events as it is called here. */
export const queryExamples = (events: string): [QueryExample, QueryExample] => [
  {
    label: 'Purchases by country',
    query: `SELECT country, count() AS value
FROM ${events}
WHERE event_type = 'purchase'
  AND event_time >= {from:DateTime} AND event_time < {to:DateTime}
GROUP BY country
ORDER BY value DESC
LIMIT 20`,
  },
  {
    label: 'Minutes since the last purchase',
    query: `SELECT dateDiff('minute', max(event_time), {to:DateTime}) AS value
FROM ${events}
WHERE event_type = 'purchase'
  AND event_time >= {to:DateTime} - INTERVAL 1 DAY AND event_time < {to:DateTime}`,
  },
];
