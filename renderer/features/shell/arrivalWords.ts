import type { AlertsChange } from '../../store/liveStore.ts';

export interface ArrivalWords {
  text: string;
  urgency: 'polite' | 'assertive';
}

/** What to read out of a change: critical ones by name, others by number; null when nothing is new. */
export function arrivalWords({ alerts, newIds }: Pick<AlertsChange, 'alerts' | 'newIds'>): ArrivalWords | null {
  if (newIds.length === 0) return null;
  const critical = alerts.filter(({ id, severity }) => severity === 'critical' && newIds.includes(id));
  const [first, ...others] = critical;
  if (first) {
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return { text: `Critical: ${first.title}${more}. ${first.description}`, urgency: 'assertive' };
  }
  return { text: newIds.length === 1 ? '1 new alert' : `${newIds.length} new alerts`, urgency: 'polite' };
}
