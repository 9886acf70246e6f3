import type { SourceLatency } from '../../shared/health.ts';

/** Fifty minutes of checks every 30 s. */
const kept = 100;

export function withLatency(latencies: readonly number[], ms: number): number[] {
  return [...latencies.slice(1 - kept), ms];
}

/** The latency that half of the polls, and that 95 of a hundred, did not exceed; null before the first. */
export function latencyOf(latencies: readonly number[]): SourceLatency | null {
  if (latencies.length === 0) return null;
  const sorted = latencies.toSorted((one, other) => one - other);
  const atShare = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { polls: sorted.length, p50Ms: atShare(0.5), p95Ms: atShare(0.95) };
}
