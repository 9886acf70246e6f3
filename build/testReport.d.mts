export interface TestReport {
  passed: number;
  failed: number;
  skipped: number;
  /** Names of the tests that were skipped, by the reason they gave. */
  skips?: Map<string, string[]>;
  failures?: { name: string; message: string }[];
}

export function readTestReport(report: string): TestReport;
