import { titleOf } from '../../../../shared/anomalyTypes.ts';
import { formatDuration } from '../../../../shared/formatDuration.ts';
import type { LearnedQuery } from '../../../../shared/learning/learningSettings.ts';

export const directionWords: Record<LearnedQuery['direction'], string> = {
  both: 'either way',
  up: 'upwards',
  down: 'downwards',
};

export const queryTitle = ({ title, name }: Pick<LearnedQuery, 'title' | 'name'>): string =>
  title.trim() === '' ? titleOf(name) : title;

/** `Asked every 5 min; alerts when it is unusual upwards.` */
export function querySentence({ everySeconds, direction }: Pick<LearnedQuery, 'everySeconds' | 'direction'>): string {
  const every = Number.isFinite(everySeconds) ? formatDuration(everySeconds * 1000) : '… s';
  return `Asked every ${every}; alerts when it is unusual ${directionWords[direction]}.`;
}
