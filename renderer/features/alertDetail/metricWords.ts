import type { ValueFormat } from '../../components/createValueFormat.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import type { MetricBand } from './metricBand.ts';

/** The chart in words, for those who do not see it: span, range, and the window under test against its band. */
export function metricWords(metric: string, band: MetricBand, format: ValueFormat): string {
  const { points, unit } = band;
  const name = metric.replaceAll('_', ' ');
  const values = points.flatMap((point) => (point.value === null ? [] : [point.value]));
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || values.length === 0) return `${name}: no values`;
  const span = `${formatInstant(first.start, 'clock')} to ${formatInstant(last.start + band.windowMs, 'clock')}`;
  const range = `between ${format.value(Math.min(...values), unit)} and ${format.value(Math.max(...values), unit)}`;
  const tested = band.underTest === null ? undefined : points[band.underTest];
  if (!tested) return `${name}, ${span}: ${range}.`;
  const bounds =
    tested.lower === null || tested.upper === null
      ? ''
      : `, usual ${format.value(tested.lower, unit)} to ${format.value(tested.upper, unit)}`;
  return `${name}, ${span}: ${range}. At ${formatInstant(tested.start, 'clock')}: ${format.value(tested.value, unit)}${bounds}.`;
}
