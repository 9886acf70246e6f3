import type { Failure } from './failure.ts';
import { exceptionIn } from './failure.ts';

/** One row as ClickHouse wrote it in JSON; 64-bit integers may come as strings, NaN and infinities as null. */
export type Row = Record<string, unknown>;

/** A column as ClickHouse names its type. */
export interface Column {
  name: string;
  type: string;
}

export interface Answer {
  status: number;
  /** The X-ClickHouse-Exception-Code header. */
  exceptionCode: string | null;
  contentType: string;
  text: string;
}

/** What stands instead of rows, or null when the answer is a success. */
export function failureIn(answer: Answer): Failure | null {
  if (answer.exceptionCode !== null || answer.status >= 400) {
    return exceptionIn(answer.text, answer.exceptionCode) ?? { kind: 'answer', what: wordsFor(answer) };
  }
  return answer.status < 200 || answer.status >= 300 ? { kind: 'answer', what: wordsFor(answer) } : null;
}

/**
 * The rows of an answer in FORMAT JSON. That format is one document, so an answer that was cut cannot pass for a short
 * one. A server that fails after it began to answer writes the exception into the stream with status 200.
 */
export function rowsOf(answer: Answer): { ok: true; rows: Row[]; columns: Column[] } | { ok: false; failure: Failure } {
  const failure = failureIn(answer);
  if (failure) return { ok: false, failure };
  const document = parse(answer.text);
  if (document === null || !Array.isArray(document.data)) {
    return { ok: false, failure: exceptionIn(answer.text, null) ?? { kind: 'answer', what: wordsFor(answer) } };
  }
  if (typeof document.exception === 'string') {
    const exception = exceptionIn(document.exception, null);
    return { ok: false, failure: exception ?? { kind: 'answer', what: 'an answer that ends in an exception' } };
  }
  return { ok: true, rows: document.data as Row[], columns: Array.isArray(document.meta) ? document.meta : [] };
}

function parse(text: string): { data?: unknown; meta?: unknown; exception?: unknown } | null {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? document : null;
  } catch {
    return null;
  }
}

function wordsFor(answer: Answer): string {
  const type = answer.contentType.split(';')[0]?.trim() ?? '';
  if (answer.status >= 300 && answer.status < 400) return `a redirect (status ${answer.status})`;
  if (answer.status >= 400) return `status ${answer.status} without saying why in ClickHouse's way`;
  if (answer.text === '') return 'an empty answer';
  return type === '' || /json/i.test(type)
    ? 'an answer that is not complete JSON'
    : `an answer that is not JSON (${type.slice(0, 60)})`;
}
