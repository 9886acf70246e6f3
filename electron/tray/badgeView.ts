import { plainText } from '../../core/notify/popUps/plainText.ts';
import type { TrayFacts } from './trayFacts.ts';
import { shortCount, totalOf, trayIcon, worstOf } from './trayIcon.ts';
import { countWords, stateLine } from './trayWords.ts';

/** What the dock, the launcher and the taskbar's button say. */
export interface BadgeView {
  /** 0: none. */
  count: number;
  /** For Windows, which has no number: a small picture over the button, and what a screen reader says of it. */
  overlay: { name: string; description: string } | null;
}

const longestDescription = 127;

/** While blind there is no number, and the picture says so: what was counted last may be wrong by now. */
export function badgeView(facts: TrayFacts, now: number): BadgeView {
  const { name } = trayIcon(facts, now);
  if (name === 'blind')
    return { count: 0, overlay: { name, description: plainText(stateLine(facts, now), longestDescription) } };
  if (name === 'starting') return { count: 0, overlay: null };
  const worst = worstOf(facts.unacknowledged);
  if (worst === null) return { count: 0, overlay: name === 'late' ? { name, description: 'late' } : null };
  const words = countWords(facts.unacknowledged);
  return {
    count: totalOf(facts.unacknowledged),
    overlay: {
      name: `${worst}-${shortCount(facts.unacknowledged)}`,
      // No seconds in it: it would be drawn anew with each of them.
      description: facts.health.status === 'late' ? `late, ${words} when last checked` : words,
    },
  };
}
