/** What was learned of one series. */
export interface LearnedState {
  key: string;
  state: Uint8Array;
  /** Samples before this were learned, ms UTC. */
  learnedUntil: number;
}

/** What sources learned, over restarts. May be older than the cursor of the source that learned it. */
export interface LearnedStates {
  /** Those whose key begins so. */
  read(prefix: string): LearnedState[];
  write(states: readonly LearnedState[], at: number): void;
  forget(keys: readonly string[]): void;
}

/** What a source finds of its own when it begins. */
export interface LearnedBefore {
  load(prefix: string): LearnedState[];
}

/** For a watch that keeps nothing. */
export const nothingLearned: LearnedBefore = { load: () => [] };
