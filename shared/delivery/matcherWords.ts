import { titleOf } from '../anomalyTypes.ts';
import type { Matcher } from './matcher.ts';

const relations: Record<Matcher['op'], string> = { '=': 'is', '!=': 'is not', '=~': 'matches', '!~': 'does not match' };

/** `type is Revenue drop, region is eu`, the kind by its title. */
export function matchersInWords(matchers: readonly Matcher[]): string {
  return matchers
    .map(({ name, op, value }) => {
      const shown = name === 'type' && (op === '=' || op === '!=') ? titleOf(value) : value;
      return `${name} ${relations[op]} ${shown === '' ? 'empty' : shown}`;
    })
    .join(', ');
}
