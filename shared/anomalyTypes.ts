import type { Unit } from './alert.ts';
import type { AnomalyType } from './detection/anomalyType.ts';
import { detectors } from './detection/registry.ts';
import { signalTypes } from './signals/signalTypes.ts';

export interface AnomalyTypeText extends Pick<AnomalyType, 'title' | 'emoji' | 'icon' | 'direction'> {
  unit: Unit;
  /** Name of the metric series that shows it. */
  metric: string;
}

/** Texts and units of the types that the engine detects; other types are shown by `titleOf`. */
export const anomalyTypes: Readonly<Record<string, AnomalyTypeText>> = Object.fromEntries(
  detectors.map(({ type, title, emoji, icon, direction, metric }): [string, AnomalyTypeText] => [
    type,
    { title, emoji, icon, direction, unit: metric.unit, metric: metric.name },
  ]),
);

/** A curve that beats: limits of metrics, rules of one's own, and whatever other detectors tell. */
const anyIcon: readonly string[] = [
  'M22 12h-2.48a2 2 0 0 0-1.93 1.46l-2.35 8.36a.25.25 0 0 1-.48 0L9.24 2.18a.25.25 0 0 0-.48 0l-2.35 8.36A2 2 0 0 1 4.49 12H2',
];

/** As lines on a grid of 24 × 24. */
export const iconOf = (type: string): readonly string[] => textOf(type)?.icon ?? anyIcon;

/** For Slack messages; a bell for types that nobody knows. */
export const emojiOf = (type: string): string => textOf(type)?.emoji ?? '🔔';

function textOf(type: string): { title: string; emoji: string; icon: readonly string[] } | undefined {
  if (Object.hasOwn(anomalyTypes, type)) return anomalyTypes[type];
  return Object.hasOwn(signalTypes, type) ? signalTypes[type] : undefined;
}

/** The title of any type: known ones as listed, others from their identifier (`spark_lag_high` → "Spark lag high"). */
export function titleOf(type: string): string {
  const known = textOf(type);
  if (known) return known.title;
  const words = type.replace(/[_\-.]+/g, ' ').trim();
  return words === '' ? 'Unnamed alert' : words.charAt(0).toUpperCase() + words.slice(1);
}
