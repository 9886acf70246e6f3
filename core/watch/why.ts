import type { Alert } from '../../shared/alert.ts';
import type { Explanation } from '../../shared/learning/explanation.ts';
import { zoneInUse } from '../../shared/localTime.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Connection } from '../adapters/clickhouse/connection.ts';
import { createSegmentsReader } from '../adapters/clickhouse/segments/segmentsReader.ts';
import type { Observation } from '../alerts/observation.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import { explainChange, nothingExplained } from '../detection/segments/explainChange.ts';
import { periodsAround } from '../detection/segments/periods.ts';
import { segmentQuestionOf } from '../detection/segments/segmentMetric.ts';
import { windowStartOf } from '../detection/windows.ts';
import type { Explainer } from '../monitor/explainOpening.ts';

export interface WhyOptions {
  /** Null: nothing is connected. */
  connection: Connection | null;
  settings: Settings;
  /** IANA name of the zone of this machine. */
  timeZone: string;
  clock: Clock;
}

export interface Why extends Explainer {
  /** Where an alert's change comes from; what is in the way is part of the answer. */
  why(alert: Alert, signal: AbortSignal): Promise<Explanation>;
}

/** A person waits for the answer. */
const patienceMs = 15_000;
/** Of an alert that lasts, the last hour is explained: what it was at first may have changed since. */
const longestMs = 3_600_000;

interface Subject {
  type: string;
  learnedSeries: string | null;
  /** ms UTC; the windows it fired in. */
  from: number;
  to: number;
  metricValue: number | null;
  expectedValue: number | null;
}

/** Asks ClickHouse where the changes of the shop's metrics come from. */
export function createWhy({ connection, settings, timeZone, clock }: WhyOptions): Why {
  const reader = connection && createSegmentsReader(connection, () => clock.now());
  const zone = zoneInUse(settings.learning.timeZone, timeZone);
  const { currency } = settings;

  async function explain(subject: Subject, signal: AbortSignal): Promise<Explanation> {
    const question = segmentQuestionOf(subject);
    if (question === null) {
      const note =
        'Only changes of the shop’s traffic, sales and data are divided by segments; this alert is about something else.';
      return { ...nothingExplained, note };
    }
    const metric = question.metrics.length === 1 ? (question.metrics[0]?.name ?? null) : null;
    const notAsked = (note: string): Explanation => ({ ...nothingExplained, metric, note });
    if (reader === null) return notAsked('No ClickHouse is connected. Give its address in Setup → Connection.');
    const periods = periodsAround(subject, zone);
    const answer = await reader.count(question, periods, signal);
    if (!answer.ok) return notAsked(answer.error.message);
    return explainChange(question, answer.value, {
      direction: question.isOwnMetric ? directionOf(subject) : null,
      currency,
    });
  }

  return {
    async why(alert, signal) {
      const subject = subjectOfAlert(alert, settings.engine);
      const asked = await withDeadline(clock, patienceMs, signal, (limited) => explain(subject, limited));
      if (asked.kind === 'done') return asked.value;
      const note = 'ClickHouse did not answer in time, so it is not known where the change comes from. Try again.';
      return { ...nothingExplained, note };
    },

    isExplained: ({ type, learnedSeries }) =>
      segmentQuestionOf({ type, learnedSeries: learnedSeries ?? null }) !== null,

    async explain(observation: Observation, signal: AbortSignal) {
      const { type, learnedSeries = null, windowStart, windowMs, metricValue, expectedValue } = observation;
      const window = { from: windowStart, to: windowStart + windowMs };
      const explained = await explain({ type, learnedSeries, ...window, metricValue, expectedValue }, signal);
      return explained.sentence;
    },
  };
}

function subjectOfAlert(alert: Alert, { windowSeconds, latenessSeconds }: Settings['engine']): Subject {
  const windowMs = windowSeconds * 1000;
  const to = Date.parse(alert.windowStart) + windowMs;
  const first = windowStartOf(Date.parse(alert.startsAt) - latenessSeconds * 1000 - windowMs, windowMs);
  const from = Math.min(to - windowMs, Math.max(first, to - longestMs));
  const { type, learnedSeries, metricValue, expectedValue } = alert;
  return { type, learnedSeries, from, to, metricValue, expectedValue };
}

function directionOf({ metricValue, expectedValue }: Subject): 'up' | 'down' | null {
  if (metricValue === null || expectedValue === null || metricValue === expectedValue) return null;
  return metricValue > expectedValue ? 'up' : 'down';
}
