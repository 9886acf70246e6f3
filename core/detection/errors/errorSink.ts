import type { PipelineError } from './pipelineError.ts';

/** Where single errors go beside the alerts. Never rejects; sentences are fit to be shown. */
export interface ErrorSink {
  /** Why it takes nothing just now; null: it is ready. */
  resting(): string | null;
  /**
   * Sends until the signal ends it. `settled` is told the id of each error that need not be sent again: it arrived, or it
   * never will. The rest may be sent again later. Gives a sentence where something went wrong.
   */
  send(
    errors: readonly PipelineError[],
    settled: (id: string) => void,
    signal: AbortSignal,
  ): Promise<{ problem: string | null }>;
}
