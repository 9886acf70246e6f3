/** Names in the query cache, in one place so that what fills, patches and drops them agrees. */
export const queryKeys = {
  alertPages: ['alerts', 'pages'] as const,
  /** `filter` is the filter as written in the address. */
  alertPage: (filter: string, page: number) => ['alerts', 'pages', filter, page] as const,
  alertDetails: ['alerts', 'detail'] as const,
  alertDetail: (id: string) => ['alerts', 'detail', id] as const,
  lastAlert: ['alerts', 'last'] as const,
  silences: ['silences'] as const,
  receivers: ['receivers'] as const,
  /** `alert` as JSON. */
  simulation: (alert: string) => ['simulation', alert] as const,
  /** `filter` as JSON. */
  ledger: (filter: string) => ['ledger', filter] as const,
  /** `matchers` as JSON. */
  silencePreview: (matchers: string) => ['silences', 'preview', matchers] as const,
  settings: ['settings'] as const,
  host: ['host'] as const,
  /** ISO 8601 UTC. */
  report: (from: string, to: string) => ['report', from, to] as const,
  diagnostics: ['diagnostics'] as const,
};
