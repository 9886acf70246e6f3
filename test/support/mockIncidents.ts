import type { Alert } from '../../shared/alert.ts';
import type { Incident } from '../../shared/learning/incident.ts';

// Carts fill up before less is bought; a rush of visitors comes before fewer of them buy.
const causeFirst = ['data_quality_issue', 'traffic_spike', 'traffic_drop', 'cart_abandonment_spike', 'conversion_drop'];
const causes: Record<string, string> = {
  data_quality_issue: 'missing data',
  traffic_spike: 'a rush of traffic',
  traffic_drop: 'missing traffic',
  cart_abandonment_spike: 'trouble in the checkout',
};

/** The alerts that share an alert's incident, the probable cause first; null: it stands alone. */
export function mockIncidentOf({ incidentId }: Alert, all: readonly Alert[]): Incident | null {
  if (incidentId === null) return null;
  const rank = ({ type }: Alert) => (causeFirst.includes(type) ? causeFirst.indexOf(type) : causeFirst.length);
  const alerts = all.filter((alert) => alert.incidentId === incidentId).sort((a, b) => rank(a) - rank(b));
  const [cause, ...others] = alerts;
  if (!cause) return null;
  const followed = others.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)).join(' and ');
  return {
    id: incidentId,
    startsAt: alerts.map(({ startsAt }) => startsAt).sort()[0] ?? cause.startsAt,
    alerts: alerts.map(({ id, title, type, severity, status, startsAt }) => ({
      ...{ id, title, type, severity, status, startsAt },
    })),
    sentence: `Probably begun by ${causes[cause.type] ?? 'the first of them'}; ${followed} followed.`,
  };
}

/** How many alerts share an alert's incident, itself included; null: it stands alone. */
export function mockIncidentSizeOf({ incidentId }: Alert, all: readonly Alert[]): number | null {
  return incidentId === null ? null : all.filter((alert) => alert.incidentId === incidentId).length;
}
