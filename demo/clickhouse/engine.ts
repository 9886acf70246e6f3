import type { Exception } from './exception.ts';

/** What the HTTP side asks of the ClickHouse engine; chDB is one implementation (`chdbEngine.ts`). */
export interface Engine {
  /** Version of the engine, such as `26.7.2.1`. */
  readonly version: string;
  /** IANA name of the time zone in which values without a zone are read and written. */
  readonly timezone: string;
  /**
   * Runs one statement. Aborting the signal cancels it inside the engine, and with it the rest of a body that is
   * still coming.
   */
  run(work: Work, signal: AbortSignal): Promise<Outcome>;
  /** Waits for running statements, then closes the data folder. */
  close(): Promise<void>;
}

export interface Work {
  sql: string;
  /** Whether the statement is an INSERT: the engine then counts written rows and has no result to give. */
  insert: boolean;
  queryId: string;
  /** Output format where the statement names none. */
  format: string;
  database: string | undefined;
  /** Values as HTTP carries them: TabSeparated-escaped text. */
  parameters: ReadonlyMap<string, string>;
  settings: ReadonlyMap<string, string>;
}

export type Outcome =
  | {
      ok: true;
      /** The result; a large one comes in pieces, must be read to its end or returned, and throws `Interrupted`. */
      body: Uint8Array | AsyncIterable<Uint8Array>;
      resultRows: number;
      resultBytes: number;
      writtenRows: number;
      writtenBytes: number;
      elapsedNs: number;
    }
  | { ok: false; exception: Exception };

/** What a body in pieces throws where the statement fails after its first piece. */
export class Interrupted extends Error {
  readonly exception: Exception;

  constructor(exception: Exception) {
    super(exception.text);
    this.exception = exception;
  }
}
