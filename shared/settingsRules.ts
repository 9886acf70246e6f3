import { deliveryProblems } from './delivery/deliveryProblems.ts';
import type { InputProblem } from './issueSentence.ts';
import { learningProblems } from './learning/learningProblems.ts';
import { isTimeZone } from './localTime.ts';
import type { Settings } from './settings.ts';
import { ruleProblems } from './signals/ruleProblems.ts';
import {
  connectionAddressProblem,
  dashboardAddressProblem,
  type ReadAddress,
  releasesAddressProblem,
} from './webAddress.ts';

/** What the schema cannot say: addresses, zones, and values that must fit each other. Each with the path it belongs to. */
export function settingsProblems(settings: Settings, read: ReadAddress): InputProblem[] {
  const { connection, dashboardUrl, delivery, desktop, engine, learning, metrics, popUps } = settings;
  const { enabled, from, to, timeZone } = popUps.quietHours;
  const problem = (path: string, message: string | null) => (message === null ? [] : [{ path, message }]);
  return [
    ...problem('connection.url', connectionAddressProblem(connection.url, read)),
    ...problem('dashboardUrl', dashboardAddressProblem(dashboardUrl, read)),
    ...problem('desktop.updates.url', releasesAddressProblem(desktop.updates.url, read)),
    ...problem(
      'engine.minBaselineWindows',
      engine.minBaselineWindows > engine.baselineWindows ? 'must not be more than the windows of the baseline' : null,
    ),
    // All day or never? Nobody could tell.
    ...problem('popUps.quietHours.to', enabled && from === to ? 'must be another time than the beginning' : null),
    ...problem(
      'popUps.quietHours.timeZone',
      timeZone === '' || isTimeZone(timeZone) ? null : 'must be a time zone such as Europe/Berlin',
    ),
    ...learningProblems(learning),
    ...deliveryProblems(delivery),
    ...ruleProblems(metrics.rules, read),
  ];
}
