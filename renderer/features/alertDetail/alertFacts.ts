import type { AlertDetail } from '../../../shared/alert.ts';
import type { ValueFormat } from '../../components/createValueFormat.ts';
import { changeOf, heldAgainst } from '../alerts/rowText.ts';
import { formatWindow } from './formatWindow.ts';

export interface AlertFact {
  label: string;
  value: string;
  /** Set in the mono face: ids, labels. */
  code?: boolean;
  /** More exact, on hover. */
  hint?: string;
}

const fingerprintShown = 12;

/** The drawer's facts in reading order; what an alert does not have is left out. `now`: ms UTC. */
export function alertFacts(detail: AlertDetail, format: ValueFormat, now: number): AlertFact[] {
  const latest = detail.observations.at(-1);
  const facts: (AlertFact | null)[] = [
    detail.metricValue === null ? null : { label: 'Value', value: format.value(detail.metricValue, detail.unit) },
    detail.expectedValue === null ? null : expected(detail.expectedValue, detail, format),
    change(detail, format),
    latest?.zScore === null || latest?.zScore === undefined
      ? null
      : {
          label: 'z-score',
          value: signed(latest.zScore),
          hint: 'Distance from the baseline mean in standard deviations',
        },
    ...detail.facts.filter((fact) => !isLabel(fact, detail)).map(({ name, value }) => ({ label: name, value })),
    { label: 'Window', ...formatWindow(Date.parse(detail.windowStart), latest?.windowMs ?? null, now) },
    { label: 'Seen', value: detail.occurrences === 1 ? 'in 1 window' : `in ${detail.occurrences} windows` },
    { label: 'Source', value: detail.source },
    ...Object.entries(detail.labels).map(([label, value]) => ({ label, value, code: true })),
    {
      label: 'Fingerprint',
      value: detail.fingerprint.slice(0, fingerprintShown),
      code: true,
      hint: detail.fingerprint,
    },
  ];
  return facts.filter((fact) => fact !== null);
}

/** A message is read without labels; here they stand below, as silences and routes go by them. */
const isLabel = ({ name, value }: AlertDetail['facts'][number], { labels }: Pick<AlertDetail, 'labels'>) =>
  labels[name.toLowerCase().replaceAll(' ', '_')] === value;

function expected(value: number, detail: AlertDetail, format: ValueFormat): AlertFact {
  const text = format.value(value, detail.unit);
  return heldAgainst(detail) === 'limit'
    ? { label: 'Limit', value: text }
    : { label: 'Expected', value: `about ${text}` };
}

function change(detail: AlertDetail, format: ValueFormat): AlertFact | null {
  const text = changeOf(detail, format);
  return text === null ? null : { label: 'Difference', value: text };
}

function signed(zScore: number): string {
  const rounded = Math.abs(zScore) >= 100 ? Math.abs(zScore).toFixed(0) : Math.abs(zScore).toFixed(1);
  return `${zScore < 0 ? '−' : '+'}${rounded} σ`;
}
