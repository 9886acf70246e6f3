import type { Fact } from '../../../shared/alert.ts';
import { changePercent } from '../../../shared/detection/changePercent.ts';
import type { ErrorSettings } from '../../../shared/signals/signalSettings.ts';
import type { Observation } from '../../alerts/observation.ts';
import { type ErrorGroup, errorWindowMs } from './errorGroup.ts';
import { errorSentence, rateOf } from './errorSentence.ts';
import { severityOfErrors } from './severityOfErrors.ts';

export const errorsSourceName = 'errors';

/** What is told of errors of one kind in the window that ends now; null where there are too few of them. */
export function errorObservation(
  group: ErrorGroup,
  limits: ErrorSettings['perWindow'],
  now: number,
): Observation | null {
  const severity = severityOfErrors(group.count, limits);
  if (severity === null) return null;
  const { component, operation, errorType, count, countBefore } = group;
  const labels = { component, operation, error_type: errorType };
  return {
    source: errorsSourceName,
    type: 'pipeline_error',
    labels: Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== '')),
    severity,
    description: errorSentence(group),
    metricValue: count,
    expectedValue: countBefore,
    unit: 'count',
    windowStart: Math.floor((now - errorWindowMs) / 60_000) * 60_000,
    windowMs: errorWindowMs,
    zScore: null,
    changePercent: changePercent(count, countBefore),
    trend: null,
    runbookUrl: null,
    acknowledgement: null,
    facts: factsOf(group),
  };
}

function factsOf(group: ErrorGroup): Fact[] {
  const { count, lastMessage, artifactId, provider, model, promptTokens, completionTokens, cost } = group;
  const tokens = [
    ...(promptTokens === null ? [] : [`${amount(promptTokens)} prompt`]),
    ...(completionTokens === null ? [] : [`${amount(completionTokens)} completion`]),
  ];
  const facts: Fact[] = [
    { name: 'Rate', value: rateOf(count) },
    { name: 'Last message', value: lastMessage },
    { name: 'Artifact', value: artifactId },
    { name: 'Model', value: [provider, model].filter((part) => part !== '').join(' · ') },
    { name: 'Tokens', value: tokens.join(', ') },
    { name: 'Cost', value: cost === null ? '' : amount(cost) },
  ];
  return facts.filter(({ value }) => value !== '');
}

/** Costs of one call are small: four decimals. */
const amount = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 4 });
