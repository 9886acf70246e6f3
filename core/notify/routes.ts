import type { Severity } from '../../shared/severity.ts';

/** What of an alert decides where it goes. */
export interface Routable {
  severity: Severity;
  type: string;
}

/** Alerts that match go to the receiver; a matcher that is left out matches everything. */
export interface Route {
  severities?: readonly Severity[];
  types?: readonly string[];
  exceptTypes?: readonly string[];
  receiver: string;
}

const revenueTypes = ['revenue_drop', 'conversion_drop'];

/** The built-in Slack routes, in order: the first match whose webhook is set is told, the next ones stand in for it. */
export const slackRoutes: readonly Route[] = [
  { severities: ['critical'], receiver: 'slack-critical' },
  { types: revenueTypes, receiver: 'slack-revenue' },
  { exceptTypes: revenueTypes, receiver: 'slack-technical' },
  { receiver: 'slack' },
];

/** Receivers for an alert in the order in which they are asked to take it; whether they are set up is not asked here. */
export function receiversInLine(routes: readonly Route[], alert: Routable): string[] {
  return routes.filter((route) => matches(route, alert)).map((route) => route.receiver);
}

function matches(route: Route, alert: Routable): boolean {
  if (route.severities && !route.severities.includes(alert.severity)) return false;
  if (route.types && !route.types.includes(alert.type)) return false;
  return !route.exceptTypes?.includes(alert.type);
}
