/** Tells others about a fault of Watchkeeper's own. Never throws. */
export interface FaultReporter {
  /** `area`: whose log it stood in. */
  report(message: string, error: Error, area: string): void;
  /** Done once what was reported is sent or given up; for the end of the process. */
  flush(): Promise<void>;
}
