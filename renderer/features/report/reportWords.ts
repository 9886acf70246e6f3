import type { Report } from '../../../shared/delivery/report.ts';
import type { ValueFormat } from '../../components/createValueFormat.ts';

/** How many alerts people judged, those that they are unsure of left out: `of 12 judged`. */
export function judgedWords({ feedback }: Pick<Report, 'feedback'>, format: ValueFormat): string {
  const { unsure, ...judged } = feedback;
  const count = Object.values(judged).reduce((sum, each) => sum + each, 0);
  return count === 0 ? 'nobody has judged any yet' : `of ${format.count(count)} judged`;
}

/** An estimate, so no more exact than it is known: `$4,200`; a dash where it is not known at all. */
export function lossWords(lostRevenue: number | null, format: ValueFormat): string {
  return format.value(lostRevenue === null ? null : Math.max(0, Number(lostRevenue.toPrecision(2))), 'currency');
}
