import type { DemoState } from '../../shared/demo.ts';
import type { Health } from '../../shared/health.ts';

/**
 * The host knows sooner than any poll when the demo's own ClickHouse is not there: then nothing is seen, and the picture
 * must not stay green until the next cycle finds out. `opening`: what the demo is doing until its shop is open.
 */
export function demoHealth(health: Health, demo: DemoState, opening: string | null): Health {
  if (opening !== null) return { ...health, status: 'starting', statusReason: opening };
  if (demo.clickhouse === 'running') return health;
  const statusReason = demo.message ?? "The demo's ClickHouse is not running, so the shop is not watched.";
  return { ...health, status: 'blind', statusReason };
}
