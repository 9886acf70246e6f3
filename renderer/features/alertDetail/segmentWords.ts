import type { Alert } from '../../../shared/alert.ts';
import type { Segment } from '../../../shared/learning/explanation.ts';

/** `country = DE, device = ios`. */
export function segmentWords(by: Segment['by']): string {
  return Object.entries(by)
    .map(([name, value]) => `${name} = ${value === '' ? '(none)' : value}`)
    .join(', ');
}

/** `91 %`; below nothing for what went the other way. */
export function shareWords(share: number): string {
  return `${Math.round(share * 100)} %`.replace('-', '−');
}

/** Whether it can be asked where its change comes from: it is about the shop, whose events have parts. */
export function hasParts({
  source,
  explanation,
  learnedSeries,
}: Pick<Alert, 'source' | 'explanation' | 'learnedSeries'>) {
  return explanation !== null || source === 'engine' || (learnedSeries?.startsWith('shop/') ?? false);
}
