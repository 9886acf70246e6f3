import type { Connection } from './connection.ts';

interface SignalTable {
  name: string;
  columns: readonly (readonly [string, string])[];
  engine: string;
}

/** Tables for what is neither a shop's event nor an anomaly; all are only added to. */
export function signalTables(tables: Connection['tables']): SignalTable[] {
  return [
    {
      name: tables.componentMetrics,
      columns: [
        ['ts', "DateTime64(3, 'UTC')"],
        ['component', 'LowCardinality(String)'],
        ['metric', 'LowCardinality(String)'],
        ['value', 'Float64'],
        ['labels', 'Map(LowCardinality(String), String)'],
      ],
      engine: byDay('ts'),
    },
    {
      name: tables.modelEvents,
      columns: [
        ['ts', "DateTime64(3, 'UTC')"],
        ['kind', 'LowCardinality(String)'],
        ['model_id', 'String'],
        ['model_name', 'String'],
        ['metric', 'LowCardinality(String)'],
        ['current_value', 'Nullable(Float64)'],
        ['baseline_value', 'Nullable(Float64)'],
        ['threshold', 'Nullable(Float64)'],
        ['drift_percentage', 'Nullable(Float64)'],
        ['violation_type', 'LowCardinality(String)'],
        ['event_type', 'LowCardinality(String)'],
        ['affected_groups', 'Array(String)'],
        ['severity', 'LowCardinality(String)'],
        ['description', 'String'],
        ['details', 'String'],
      ],
      engine: byMonth('ts'),
    },
    {
      name: tables.jobRuns,
      columns: [
        ['ts', "DateTime64(3, 'UTC')"],
        ['run_id', 'String'],
        ['job_name', 'LowCardinality(String)'],
        ['environment', 'LowCardinality(String)'],
        ['status', 'LowCardinality(String)'],
        ['started_at', "Nullable(DateTime64(3, 'UTC'))"],
        ['finished_at', "Nullable(DateTime64(3, 'UTC'))"],
        ['success_count', 'Nullable(UInt64)'],
        ['failed_count', 'Nullable(UInt64)'],
        ['stats', 'String'],
        ['error', 'String'],
        ['metadata', 'String'],
      ],
      engine: byMonth('ts'),
    },
    {
      name: tables.userRegistrations,
      columns: [
        ['ts', "DateTime64(3, 'UTC')"],
        ['user_id', 'String'],
        ['email', 'String'],
        ['display_name', 'String'],
        ['environment', 'LowCardinality(String)'],
        ['total_users', 'Nullable(UInt64)'],
      ],
      engine: byMonth('ts'),
    },
    {
      name: tables.pipelineErrors,
      columns: [
        ['ts', "DateTime64(3, 'UTC')"],
        ['component', 'LowCardinality(String)'],
        ['operation', 'LowCardinality(String)'],
        ['artifact_id', 'String'],
        ['error_type', 'LowCardinality(String)'],
        ['message', 'String'],
        ['state', 'String'],
        ['llm_provider', 'LowCardinality(String)'],
        ['model', 'LowCardinality(String)'],
        ['prompt_tokens', 'Nullable(UInt64)'],
        ['completion_tokens', 'Nullable(UInt64)'],
        ['cost', 'Nullable(Float64)'],
      ],
      engine: byDay('ts'),
    },
    {
      // Written, and kept for good: what people said is what the next detectors are measured by.
      name: tables.feedback,
      columns: [
        ['ts', "DateTime64(3, 'UTC')"],
        ['alert_id', 'String'],
        ['fingerprint', 'String'],
        ['anomaly_type', 'LowCardinality(String)'],
        ['window_start', "DateTime64(3, 'UTC')"],
        ['labels', 'Map(LowCardinality(String), String)'],
        ['label', 'LowCardinality(String)'],
        ['comment', 'String'],
        ['given_by', 'LowCardinality(String)'],
        ['series', 'String'],
      ],
      engine: 'MergeTree\nORDER BY (ts, alert_id)\nSETTINGS non_replicated_deduplication_window = 1000',
    },
    {
      name: tables.heartbeats,
      columns: [
        ['ts', "DateTime64(3, 'UTC')"],
        ['host', 'LowCardinality(String)'],
      ],
      engine: 'MergeTree\nORDER BY (host, ts)\nTTL toDateTime(ts) + INTERVAL 30 DAY',
    },
  ];
}

// Read by their newest rows only.
const byDay = (time: string) => `MergeTree\nPARTITION BY toYYYYMMDD(${time})\nORDER BY ${time}`;
const byMonth = (time: string) => `MergeTree\nPARTITION BY toYYYYMM(${time})\nORDER BY ${time}`;
