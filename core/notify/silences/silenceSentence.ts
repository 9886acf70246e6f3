import { timeOfDay } from '../../../shared/localTime.ts';
import type { SilenceRecord } from './silences.ts';

/** Who wanted it quiet, until when by the clocks of `zone`, and why. */
export function silenceSentence(
  { createdBy, endsAt, comment }: Pick<SilenceRecord, 'createdBy' | 'endsAt' | 'comment'>,
  now: number,
  zone: string,
): string {
  return `Silenced by ${createdBy} until ${timeOfDay(endsAt, now, zone)}${comment === '' ? '.' : `: ${comment}`}`;
}
