import type { WishedSettings } from '../connection.ts';

/** In which a rule's query must have answered, ms. */
export const ruleDeadlineMs = 5000;
const mostRows = 100;
/** Of a query over time. */
const mostSeriesRows = 5000;
const mostRowsRead = 1_000_000_000;
const mostBytesRead = 50_000_000_000;
const mostMemory = 1_000_000_000;
const mostAnswerBytes = 1_000_000;

/** What a rule's query may do to a server, so that the worst of them is only stopped. */
export function ruleLimits(deadlineMs: number): WishedSettings {
  return {
    readonly: 2,
    max_execution_time: Math.max(1, Math.ceil(deadlineMs / 1000)),
    timeout_overflow_mode: 'throw',
    max_result_rows: mostRows,
    max_result_bytes: mostAnswerBytes,
    result_overflow_mode: 'throw',
    max_rows_to_read: mostRowsRead,
    max_bytes_to_read: mostBytesRead,
    read_overflow_mode: 'throw',
    max_memory_usage: mostMemory,
    max_threads: 2,
    // Above 0 it lets the watch's own questions go first.
    priority: 10,
    cancel_http_readonly_queries_on_client_close: 1,
  };
}

/** The same for a query that tells of many moments at once; times are written in UTC, whatever zone their columns have. */
export function seriesLimits(deadlineMs: number): WishedSettings {
  return { ...ruleLimits(deadlineMs), max_result_rows: mostSeriesRows, date_time_output_format: 'iso' };
}

/** For a user whose profile does not let the others be changed. */
export const readOnly: WishedSettings = { readonly: 2 };

/** Why a query was stopped, by ClickHouse's exception code; null: for another reason. Continues "its query". */
export function limitWords(exception: number, deadlineMs: number, most = mostRows): string | null {
  switch (exception) {
    case 396:
      return `returns more than ${most.toLocaleString('en')} rows, or more than 1 MB: group more coarsely, or keep the worst with ORDER BY and LIMIT`;
    case 158:
    case 307:
      return 'would read more than a billion rows or 50 GB: narrow it, e.g. by {from:DateTime} and {to:DateTime}';
    case 159:
    case 160:
    case 209:
      return tookTooLong(deadlineMs);
    case 241:
      return 'needs more than 1 GB of memory, and was stopped: group by less, or narrow it';
    case 164:
    case 392:
      return 'tries to change something: a rule may only read';
    default:
      return null;
  }
}

export const tookTooLong = (deadlineMs: number) =>
  `took longer than ${Math.round(deadlineMs / 1000)} s and was stopped: narrow it, e.g. by {from:DateTime} and {to:DateTime}`;
