import type { Result } from '../../shared/problem.ts';

/** Rows of `anomalies` that belong to one alert, to be marked there as they are here. */
export interface AcknowledgementIntent {
  alertId: string;
  type: string;
  /** Window starts of its observations, ms UTC. */
  windowStarts: number[];
  /** Rows of other types that were told of the same alert; left out: there are none. */
  joined?: readonly { type: string; windowStarts: readonly number[] }[];
  acknowledged: boolean;
  at: number;
  by: string;
}

/** Tells the world outside that someone here has it; retried by the monitor until it succeeds or is found not to apply. */
export interface AcknowledgementSync {
  /** Ok with `written: false` when there is no such table or it may not be written: then it is not tried again. */
  write(
    intent: AcknowledgementIntent,
    signal: AbortSignal,
  ): Promise<Result<{ written: boolean; message: string | null }>>;
}
