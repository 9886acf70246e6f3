import type { Unit } from './alert.ts';

export interface AnomalyTypeText {
  title: string;
  unit: Unit;
  /** Which way is bad. */
  direction: 'up' | 'down' | 'both';
  /** Used in Slack messages only. */
  emoji: string;
  /** Name of the metric series that shows it. */
  metric: string;
}

/** Texts and units of the alert types Watchkeeper raises itself; other types are shown by `titleOf`. */
export const anomalyTypes: Record<string, AnomalyTypeText> = {
  revenue_drop: { title: 'Revenue drop', unit: 'currency', direction: 'down', emoji: '💸', metric: 'revenue' },
  traffic_spike: { title: 'Traffic spike', unit: 'count', direction: 'up', emoji: '📈', metric: 'events' },
  traffic_drop: { title: 'Traffic drop', unit: 'count', direction: 'down', emoji: '📉', metric: 'events' },
  cart_abandonment_spike: {
    title: 'Cart abandonment spike',
    unit: 'percent',
    direction: 'up',
    emoji: '🛒',
    metric: 'cart_abandonment',
  },
  conversion_drop: {
    title: 'Conversion drop',
    unit: 'percent',
    direction: 'down',
    emoji: '🔻',
    metric: 'conversion',
  },
  data_quality_issue: {
    title: 'Data quality issue',
    unit: 'percent',
    direction: 'up',
    emoji: '🧩',
    metric: 'data_quality',
  },
  category_imbalance: {
    title: 'Category imbalance',
    unit: 'percent',
    direction: 'up',
    emoji: '⚖️',
    metric: 'category_share',
  },
};

/** The title of any type: known ones as listed, others from their identifier (`spark_lag_high` → "Spark lag high"). */
export function titleOf(type: string): string {
  const known = Object.hasOwn(anomalyTypes, type) ? anomalyTypes[type] : undefined;
  if (known) return known.title;
  const words = type.replace(/[_\-.]+/g, ' ').trim();
  return words === '' ? 'Unnamed alert' : words.charAt(0).toUpperCase() + words.slice(1);
}
