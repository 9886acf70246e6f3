import type { Unit } from '../../../shared/alert.ts';
import { anomalyTypes } from '../../../shared/anomalyTypes.ts';
import { changePercent } from '../../../shared/detection/changePercent.ts';
import { parseSeverity } from '../../../shared/severity.ts';
import type { Observation } from '../../alerts/observation.ts';
import { descriptionLength, earliestMs } from './anomaliesQuery.ts';
import { cleanText } from './cleanText.ts';
import { parseAmount } from './parseAmount.ts';
import type { Row } from './readAnswer.ts';

export interface ReadAnomaly {
  /** When this would have been seen live, ms UTC. */
  at: number;
  observation: Observation;
  /** What about the row could not be taken as written, as a sentence; null when all could. */
  oddity: string | null;
}

export const anomaliesSourceName = 'anomalies';

/** Rows do not say how long their window is; this is what the product itself uses. */
const assumedWindowMs = 300_000;
/** Others' clocks may run ahead by this much. */
const skewMs = 300_000;
/** The last moment that can be written as a date. */
const latestMs = 8.64e15;

/** Makes an observation of a row of `rowsQuery`. Nothing is thrown away: what cannot be read is replaced, and said. */
export function toReadAnomaly(row: Row, now: number): ReadAnomaly {
  const oddities: string[] = [];
  const type = cleanText(text(row.type_text), 200) || 'unnamed';
  const word = cleanText(text(row.severity_text), 40);
  const severity = parseSeverity(word);
  if (!severity) oddities.push(`severity "${word}" is not known and was taken as medium`);

  const detectedMs = instant(row.detected_ms);
  const windowMs = instant(row.window_ms);
  const told = detectedMs ?? windowMs;
  if (told === null)
    oddities.push(`detected_at "${cleanText(text(row.detected_text), 40)}" is no time; the row counts from now`);
  const isFuture = told !== null && told > now + skewMs;
  if (isFuture) oddities.push(`detected_at ${new Date(told).toISOString()} is in the future; the row counts from now`);
  const at = told === null ? now : Math.min(told, now);
  const windowStart = windowMs === null || windowMs > now + skewMs ? at : windowMs;

  const metric = parseAmount(text(row.metric_text));
  const expected = parseAmount(text(row.expected_text));
  const acknowledgedMs = instant(row.acknowledged_ms);
  return {
    at,
    observation: {
      source: anomaliesSourceName,
      type,
      labels: {},
      severity: severity ?? 'medium',
      description:
        cleanText(text(row.description_text), descriptionLength) || `${type} was reported without a description.`,
      metricValue: metric.value,
      expectedValue: expected.value,
      unit: unitOf(type, metric.unit ?? expected.unit),
      windowStart,
      windowMs: assumedWindowMs,
      zScore: null,
      changePercent:
        metric.value === null || expected.value === null ? null : changePercent(metric.value, expected.value),
      trend: null,
      runbookUrl: null,
      acknowledgement: isTrue(row.is_acknowledged)
        ? {
            at: acknowledgedMs === null ? at : Math.min(acknowledgedMs, now),
            by: cleanText(text(row.acknowledged_by_text), 100) || 'someone else',
          }
        : null,
    },
    oddity: oddities.length === 0 ? null : `${type}: ${oddities.join('; ')}`,
  };
}

/** ClickHouse writes Bool as true and UInt8 as 1. */
export function isTrue(value: unknown): boolean {
  return value === true || Number(value) === 1;
}

function unitOf(type: string, told: Unit | null): Unit {
  return Object.hasOwn(anomalyTypes, type) ? (anomalyTypes[type]?.unit ?? 'none') : (told ?? 'none');
}

function instant(value: unknown): number | null {
  const ms = value === null || value === undefined ? Number.NaN : Number(value);
  return ms >= earliestMs && ms <= latestMs ? ms : null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : String(value ?? '');
}
