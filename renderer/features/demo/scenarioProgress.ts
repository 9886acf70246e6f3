import type { Alert } from '../../../shared/alert.ts';
import type { Scenario } from '../../../shared/demo.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';

export type ScenarioProgress =
  | { kind: 'idle' }
  /** `words`: when to expect the alert. */
  | { kind: 'waiting'; words: string }
  | { kind: 'raised'; alert: Alert };

// The demo judges windows of 60 s, 30 s after they close, at most one check (30 s) later.
const expectedAfterMs = 120_000;

/** How far a running scenario is: until its alert is expected, and then the alert that came of it. */
export function scenarioProgress(scenario: Scenario, recent: readonly Alert[], now: number): ScenarioProgress {
  if (!scenario.running || scenario.startedAt === null) return { kind: 'idle' };
  const startedAt = Date.parse(scenario.startedAt);
  const raised = recent.find((alert) => Date.parse(alert.startsAt) >= startedAt && alert.status !== 'resolved');
  if (raised) return { kind: 'raised', alert: raised };
  // The host's clock may be ahead of this one.
  const leftMs = Math.min(expectedAfterMs, startedAt + expectedAfterMs - now);
  if (leftMs <= 0) return { kind: 'waiting', words: 'alert expected any moment' };
  const words =
    leftMs < 60_000 ? 'in less than a minute' : `in about ${formatDuration(Math.ceil(leftMs / 60_000) * 60_000)}`;
  return { kind: 'waiting', words: `alert expected ${words}` };
}
