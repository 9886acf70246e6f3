import type { Alert } from '../../../shared/alert.ts';
import type { Scenario } from '../../../shared/demo.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';

export type ScenarioProgress =
  | { kind: 'idle' }
  /** `words`: when to expect the alert. */
  | { kind: 'waiting'; words: string }
  | { kind: 'raised'; alert: Alert };

/** How far a running scenario is: until its alert is expected, and then the alert that came of it. */
export function scenarioProgress(scenario: Scenario, recent: readonly Alert[], now: number): ScenarioProgress {
  if (!scenario.running || scenario.startedAt === null) return { kind: 'idle' };
  const startedAt = Date.parse(scenario.startedAt);
  const { raises, expectedAfterMs } = scenario;
  const [raised] = recent
    .filter(({ status, lastSeenAt }) => status !== 'resolved' && Date.parse(lastSeenAt) >= startedAt)
    .filter((alert) => raises.includes(alert.type) || isLearned(alert, startedAt))
    .toSorted((one, other) => rankOf(one, raises) - rankOf(other, raises));
  if (raised) return { kind: 'raised', alert: raised };
  // The host's clock may be ahead of this one.
  const leftMs = Math.min(expectedAfterMs, startedAt + expectedAfterMs - now);
  if (leftMs <= 0) return { kind: 'waiting', words: 'alert expected any moment' };
  const words =
    leftMs < 60_000 ? 'in less than a minute' : `in about ${formatDuration(Math.ceil(leftMs / 60_000) * 60_000)}`;
  return { kind: 'waiting', words: `alert expected ${words}` };
}

/** A window that was hit in part is told as unlike what was learned, before a rule speaks and joins that alert. */
const isLearned = ({ type, startsAt }: Alert, startedAt: number): boolean =>
  (type === 'learned_low' || type === 'learned_high') && Date.parse(startsAt) >= startedAt;

const rankOf = ({ type }: Alert, raises: readonly string[]): number =>
  raises.includes(type) ? raises.indexOf(type) : raises.length;
