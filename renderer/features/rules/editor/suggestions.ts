import { formatDuration } from '../../../../shared/formatDuration.ts';
import type { MetricChoices } from '../../../../shared/signals/ruleTrial.ts';

type Choice = MetricChoices['items'][number];

export interface Suggestion {
  value: string;
  /** What is known of it: last value and age. */
  note: string;
}

/** Metrics by name, each with what was written of it last. `now`: ms UTC. */
export function metricSuggestions(choices: readonly Choice[], now: number): Suggestion[] {
  return [...Map.groupBy(choices, ({ metric }) => metric)]
    .map(([metric, ofIt]) => ({ value: metric, note: lastWords(ofIt, now, true) }))
    .sort(byValue);
}

/** The components that a metric was written for. */
export function componentSuggestions(choices: readonly Choice[], metric: string, now: number): Suggestion[] {
  return choices
    .filter((choice) => choice.metric === metric.trim() && choice.component !== '')
    .map((choice) => ({ value: choice.component, note: lastWords([choice], now, false) }))
    .sort(byValue);
}

const byValue = (one: Suggestion, other: Suggestion) => (one.value < other.value ? -1 : 1);

function lastWords(choices: readonly Choice[], now: number, named: boolean): string {
  const newest = choices.toSorted((one, other) => Date.parse(other.lastAt) - Date.parse(one.lastAt))[0];
  if (!newest) return '';
  const ageMs = now - Date.parse(newest.lastAt);
  const age = ageMs < 60_000 ? 'just now' : `${formatDuration(ageMs)} ago`;
  const value = newest.lastValue === null ? 'no number' : `last ${newest.lastValue.toLocaleString()}`;
  const components = choices.filter(({ component }) => component !== '').length;
  const where =
    !named || components === 0 ? '' : components === 1 ? ` on ${newest.component}` : `, ${components} components`;
  return `${value}, ${age}${where}`;
}

/** All of them while the value is one of them, else those that it is a part of. */
export function suggestionsFor(value: string, all: readonly Suggestion[]): readonly Suggestion[] {
  const typed = value.trim().toLowerCase();
  if (typed === '' || all.some((suggestion) => suggestion.value === value)) return all;
  return all.filter((suggestion) => suggestion.value.toLowerCase().includes(typed));
}
