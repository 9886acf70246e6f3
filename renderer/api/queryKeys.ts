/** Names in the query cache, in one place so that what fills, patches and drops them agrees. */
export const queryKeys = {
  alertPages: ['alerts', 'pages'] as const,
  /** `filter` is the filter as written in the address. */
  alertPage: (filter: string, page: number) => ['alerts', 'pages', filter, page] as const,
  alertDetails: ['alerts', 'detail'] as const,
  alertDetail: (id: string) => ['alerts', 'detail', id] as const,
  lastAlert: ['alerts', 'last'] as const,
  silences: ['silences'] as const,
  silencePages: (which: 'live' | 'over', q: string) => ['silences', 'pages', which, q] as const,
  /** `ids` with commas between. */
  silencesOf: (ids: string) => ['silences', 'of', ids] as const,
  receivers: ['receivers'] as const,
  /** `asked` as JSON: delivery and the alert. */
  simulation: (asked: string) => ['simulation', 'outcome', asked] as const,
  simulationAlerts: ['simulation', 'alerts'] as const,
  /** `delivery` as JSON. */
  deliveryCheck: (delivery: string) => ['deliveryCheck', delivery] as const,
  /** `filter` as JSON. */
  ledger: (filter: string) => ['ledger', filter] as const,
  /** `matchers` as JSON. */
  silencePreview: (matchers: string) => ['silences', 'preview', matchers] as const,
  settings: ['settings'] as const,
  jobs: ['jobs'] as const,
  jobRuns: (job: string, environment: string) => ['jobs', 'runs', environment, job] as const,
  ruleMetrics: ['ruleMetrics'] as const,
  learnedSeries: ['learning', 'series'] as const,
  backtests: ['learning', 'backtest'] as const,
  /** `question` and what is in force as JSON. */
  backtest: (question: string, inForce: string) => ['learning', 'backtest', question, inForce] as const,
  host: ['host'] as const,
  reports: ['report'] as const,
  /** ISO 8601 UTC. */
  report: (from: string, to: string) => ['report', from, to] as const,
  diagnostics: ['diagnostics'] as const,
  adjustments: ['learning', 'adjustments'] as const,
  forecasts: ['learning', 'forecast'] as const,
  forecast: (series: string, hours: number) => ['learning', 'forecast', series, hours] as const,
  /** Where an alert's change comes from. */
  why: (id: string) => ['why', id] as const,
};
