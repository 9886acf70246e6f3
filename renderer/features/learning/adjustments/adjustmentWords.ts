import { formatDuration } from '../../../../shared/formatDuration.ts';
import type { Adjustment } from '../../../../shared/learning/feedback.ts';

type Held = Pick<Adjustment, 'until' | 'undoneAt'>;

/** Whether it still does something. */
export function isInForce({ until, undoneAt }: Held, now: number): boolean {
  return undoneAt === null && (until === null || Date.parse(until) > now);
}

/** How long it holds: `for another 13 d`, `for good`, `over`, `undone`. */
export function holdsWords({ until, undoneAt }: Held, now: number): string {
  if (undoneAt !== null) return 'undone';
  if (until === null) return 'for good';
  const left = Date.parse(until) - now;
  return left > 0 ? `for another ${formatDuration(left)}` : 'over';
}
