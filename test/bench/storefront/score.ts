import type { Happening } from './incidents.ts';
import type { RaisedAlert } from './judgeModes.ts';

export interface Score {
  incidents: number;
  found: number;
  alerts: number;
  falseAlerts: number;
  /** Of the incidents that were found, windows from their beginning to the end of the one that told. */
  delays: number[];
  shopWeeks: number;
  missedKinds: string[];
  falseTypes: string[];
}

const windowMs = 300_000;
/** What begins so soon after an incident is its end: the traffic that comes back, the carts that were left. */
const tailMs = 6 * windowMs;

/** An alert is true when it is open while an incident lasts, or opens in its tail; alerts of look-alikes are not. */
export function scoreShop(alerts: readonly RaisedAlert[], happenings: readonly Happening[], weeks: number): Score {
  const incidents = happenings.filter(({ isIncident }) => isIncident);
  const during = ({ from, to }: RaisedAlert, incident: Happening) =>
    from > incident.from && from <= incident.to + tailMs && to > incident.from;
  const delays: number[] = [];
  const missedKinds: string[] = [];
  for (const incident of incidents) {
    const first = alerts.filter((alert) => during(alert, incident) && alert.from <= incident.to + windowMs);
    if (first.length === 0) missedKinds.push(incident.kind);
    else delays.push((Math.min(...first.map(({ from }) => from)) - incident.from) / windowMs);
  }
  const isTrue = (alert: RaisedAlert) => incidents.some((incident) => during(alert, incident));
  const falseOnes = alerts.filter((alert) => !isTrue(alert));
  return {
    incidents: incidents.length,
    found: delays.length,
    alerts: alerts.length,
    falseAlerts: falseOnes.length,
    delays,
    shopWeeks: weeks,
    missedKinds,
    falseTypes: falseOnes.map(({ type, title }) => (type.startsWith('learned') ? title : type)),
  };
}

export function sumOf(scores: readonly Score[]): Score {
  const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0);
  return {
    incidents: sum((score) => score.incidents),
    found: sum((score) => score.found),
    alerts: sum((score) => score.alerts),
    falseAlerts: sum((score) => score.falseAlerts),
    delays: scores.flatMap((score) => score.delays),
    shopWeeks: sum((score) => score.shopWeeks),
    missedKinds: scores.flatMap((score) => score.missedKinds),
    falseTypes: scores.flatMap((score) => score.falseTypes),
  };
}
