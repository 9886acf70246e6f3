import type { PopUp } from '../../../shared/popUp.ts';
import { severityRank } from '../../../shared/severity.ts';

/** Which banners are drawn, the most urgent first and of equals the newest, and how many have no room. */
export function bannerChoice(banners: readonly PopUp[], most: number): { drawn: PopUp[]; more: number } {
  const urgency = ({ severity }: PopUp) => (severity === null ? -1 : severityRank(severity));
  const ordered = banners.toReversed().sort((left, right) => urgency(right) - urgency(left));
  return { drawn: ordered.slice(0, most), more: Math.max(0, ordered.length - most) };
}
