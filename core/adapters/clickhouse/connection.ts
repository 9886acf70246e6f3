import type { Problem, Result } from '../../../shared/problem.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Column, Row } from './readAnswer.ts';

/** Values bound on the server as `{name:Type}`; never put into the text. */
type Parameters = Record<string, string | number | string[] | number[]>;

/** ClickHouse settings that help; a server or user that refuses them is asked without. */
export type WishedSettings = Record<string, number | string>;

export interface Statement {
  sql: string;
  params?: Parameters;
  /** The table it is about, without database, for messages. */
  table?: string;
}

/** What came of a question that others wrote; `words` are the server's own, which may quote that question. */
export type StrictAnswer =
  | { ok: true; rows: Row[]; columns: Column[] }
  | { ok: false; error: Problem; exception: number | null; words: string };

/** One ClickHouse, through its HTTP interface. Every call is bound by its signal; failures are values. */
export interface Connection {
  readonly database: string;
  readonly tables: Settings['connection']['tables'];
  /** host:port, for messages. */
  readonly host: string;
  readonly user: string;
  /** Plain HTTP beyond this machine. */
  readonly unencrypted: boolean;
  select(statement: Statement, signal: AbortSignal): Promise<Result<Row[]>>;
  /** With these settings or not at all; null: with none, as for users who may not change any. `sql` has no FORMAT. */
  selectStrictly(statement: Statement, settings: WishedSettings | null, signal: AbortSignal): Promise<StrictAnswer>;
  /** A statement without an answer: CREATE, ALTER, INSERT … SELECT. */
  run(statement: Statement, signal: AbortSignal, settings?: WishedSettings): Promise<Result<null>>;
  /** `rows` have the keys of `columns`. */
  insert(table: string, columns: readonly string[], rows: readonly Row[], signal: AbortSignal): Promise<Result<null>>;
  /** An INSERT of one's own that ends in FORMAT JSONEachRow and takes `rows` as its data. */
  insertRows(
    statement: Statement,
    rows: readonly Row[],
    signal: AbortSignal,
    settings?: WishedSettings,
  ): Promise<Result<null>>;
  /** "26.7.2.1" */
  version(signal: AbortSignal): Promise<Result<string>>;
  /** Quoted and qualified: `realtime`.`events`. */
  name(table: string): string;
  close(): Promise<void>;
}
