import type { Fact } from '../../../../shared/alert.ts';
import { changePercent } from '../../../../shared/detection/changePercent.ts';
import { formatNumber, formatPercent } from '../../../../shared/formatValue.ts';
import { parseSeverity } from '../../../../shared/severity.ts';
import type { Observation } from '../../../alerts/observation.ts';
import { factsOfJson } from '../factsOfJson.ts';
import type { ModelEvent } from './modelEvent.ts';

export const modelsSourceName = 'models';

type ModelAlertType = 'model_drift' | 'faves_violation' | 'safety_event';

/** Events of one kind about one model within so long are one window. */
const windowMs = 60_000;
const mostGroups = 10;

/** The event as an observation, and what of it could not be taken as written; null: all could. */
export function modelObservation(event: ModelEvent): { observation: Observation; oddity: string | null } {
  const type = typeOf(event.kind);
  const severity = parseSeverity(event.severity);
  const oddities = [
    ...(type === null ? [`kind "${event.kind}" is not known and was taken as a safety event`] : []),
    ...(severity === null ? [`severity "${event.severity}" is not known and was taken as medium`] : []),
  ];
  const known = type ?? 'safety_event';
  const change = driftOf(event);
  return {
    observation: {
      source: modelsSourceName,
      type: known,
      labels: labelsOf(known, event),
      severity: severity ?? 'medium',
      description: event.description === '' ? sentenceOf(known, event, change) : event.description,
      metricValue: known === 'model_drift' ? event.current : null,
      expectedValue: known === 'model_drift' ? event.baseline : null,
      unit: 'none',
      windowStart: Math.floor(event.at / windowMs) * windowMs,
      windowMs,
      zScore: null,
      changePercent: known === 'model_drift' ? change : null,
      trend: null,
      runbookUrl: null,
      acknowledgement: null,
      facts: factsOf(known, event, change),
    },
    oddity: oddities.length === 0 ? null : `${nameOf(event)}: ${oddities.join('; ')}`,
  };
}

function typeOf(kind: string): ModelAlertType | null {
  const word = kind.toLowerCase();
  if (word.includes('drift')) return 'model_drift';
  if (word.includes('faves') || word.includes('violation')) return 'faves_violation';
  return word.includes('safety') ? 'safety_event' : null;
}

const nameOf = ({ modelName, modelId }: ModelEvent) => modelName || modelId || 'unnamed model';

/** What tells it from others of its kind; two models of one name stay two. */
function labelsOf(type: ModelAlertType, event: ModelEvent): Record<string, string> {
  const { modelId, metric, violation, event: what } = event;
  const model = nameOf(event);
  const labels = { model, ...(modelId === '' || modelId === model ? {} : { model_id: modelId }) };
  const [name, value] =
    type === 'model_drift'
      ? ['metric', metric]
      : type === 'faves_violation'
        ? ['violation', violation]
        : ['event', what];
  return value === '' || value === undefined ? labels : { ...labels, [name ?? 'metric']: value };
}

/** As the row says; else from its values. */
function driftOf({ driftPercent, current, baseline }: ModelEvent): number | null {
  if (driftPercent !== null) return driftPercent;
  return current === null || baseline === null ? null : changePercent(current, baseline);
}

function sentenceOf(type: ModelAlertType, event: ModelEvent, change: number | null): string {
  const model = nameOf(event);
  if (type === 'model_drift') {
    const metric = event.metric || 'A metric';
    const values =
      event.current === null
        ? ''
        : ` ${number(event.current)}${event.baseline === null ? '' : `, baseline ${number(event.baseline)}`}`;
    const percent = change === null ? '' : ` (${signed(change)})`;
    return `${metric} of ${model} drifted:${values}${percent}.`;
  }
  const groups = event.affectedGroups.length === 0 ? '' : `, affecting ${listOf(event.affectedGroups)}`;
  if (type === 'faves_violation') return `${model} violates ${event.violation || 'its FAVES rules'}${groups}.`;
  return `${event.event || 'A safety event'} in ${model}${groups}.`;
}

function factsOf(type: ModelAlertType, event: ModelEvent, change: number | null): Fact[] {
  const facts: Fact[] = [];
  const add = (name: string, value: string) => value !== '' && facts.push({ name, value });
  add('Model', nameOf(event));
  if (event.modelId !== nameOf(event)) add('Model id', event.modelId);
  if (type === 'model_drift') {
    add('Metric', event.metric);
    add('Drift', change === null ? '' : signed(change));
    add('Threshold', event.threshold === null ? '' : number(event.threshold));
  }
  if (type === 'faves_violation') add('Violation', event.violation);
  if (type === 'safety_event') add('Event', event.event);
  add('Affected groups', listOf(event.affectedGroups));
  return [...facts, ...factsOfJson(event.details, 'Details')];
}

const signed = (percent: number) => `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${formatPercent(Math.abs(percent))}`;

/** Metrics of models are often shares with three digits that matter. */
const number = (value: number) => (Math.abs(value) < 10 ? String(Number(value.toPrecision(3))) : formatNumber(value));

function listOf(names: readonly string[]): string {
  const more = names.length - mostGroups;
  return `${names.slice(0, mostGroups).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
