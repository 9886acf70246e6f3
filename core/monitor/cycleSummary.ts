import type { PolledSource } from './applyCycle.ts';

/** What one source told in one cycle, in numbers, for the log. */
export function cycleSummary({ name, result, latencyMs }: PolledSource & { latencyMs: number }) {
  if (!result.ok) return { name, latencyMs, failed: result.error.code };
  const report = result.value;
  if (report.kind === 'notSetUp') return { name, latencyMs, notSetUp: true };
  const observations = report.batches.reduce((count, batch) => count + batch.observations.length, 0);
  return { name, latencyMs, batches: report.batches.length, observations, skipped: report.skipped.count };
}
