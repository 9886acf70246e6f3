import type { SourceHealth } from '../../shared/health.ts';
import type { Result } from '../../shared/problem.ts';
import type { ObservationBatch } from '../alerts/observation.ts';
import type { SourceNotice } from '../notify/notices/notice.ts';
import type { LearnedState } from './learnedStates.ts';

export interface PollRequest {
  /** Start of the cycle, ms UTC. */
  now: number;
  /** What the source returned last time it was stored; null on the very first poll of this installation. */
  cursor: string | null;
}

export interface SkippedRows {
  count: number;
  /** Why the last of them was skipped, naming the column and the value (shortened). */
  last: string | null;
}

export type SourceReport =
  | { kind: 'notSetUp'; message: string }
  | {
      kind: 'read';
      batches: ObservationBatch[];
      /** Stored in the same transaction as the alerts that came with it. */
      cursor: string;
      /** Newest row the source could see (event time), ms UTC; null when it holds none. */
      newestRowAt: number | null;
      skipped: SkippedRows;
      /** What it cannot do although it reads; nothing by default. Holds until the next report. */
      note?: string | null;
      /** The part of that which is about single rules of the person's own, by name; nothing by default. */
      ruleNotes?: Readonly<Record<string, string>>;
      /** There is more of the past to read than one poll had time for: the next check is soon. False by default. */
      hasMore?: boolean;
      /** False: it was not its time, nothing was asked, and whether it can be read is not known. */
      asked?: boolean;
      /** News that is no alert; put into the outbox with the rest of the report. */
      notices?: readonly SourceNotice[];
      /** States to keep, in the same transaction. */
      learned?: readonly LearnedState[];
      /** Keys of states that are not wanted any more. */
      forgotten?: readonly string[];
    };

/** Something that is asked every cycle. Expected failures are values; it must obey the signal, which carries its deadline. */
export interface Source {
  readonly name: string;
  readonly kind: SourceHealth['kind'];
  /** Blind when its newest row is older than this (ms); null when silence is normal. */
  readonly staleAfterMs: number | null;
  poll(request: PollRequest, signal: AbortSignal): Promise<Result<SourceReport>>;
}
