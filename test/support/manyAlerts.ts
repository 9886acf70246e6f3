import type { Store } from '../../core/adapters/sqlite/openStore.ts';
import type { AlertRecord } from '../../core/alerts/alertRecord.ts';
import { alertIdOf, fingerprintOf } from '../../core/alerts/fingerprint.ts';
import { sha256 } from '../../core/monitor/sha256.ts';
import { anomalyTypes, titleOf } from '../../shared/anomalyTypes.ts';
import { severities } from '../../shared/severity.ts';

const types = [...Object.keys(anomalyTypes), 'spark_lag_high', 'disk_usage_high'];

/**
 * Puts so many alerts into a store, the newest just before `now` and one every `spacingMs` before it: all types,
 * severities and states, labels and sentences of usual length. The same for the same arguments.
 */
export function manyAlerts(store: Store, count: number, now: number, spacingMs: number): void {
  const written = store.transaction((tx) => {
    for (let index = count - 1; index >= 0; index--) tx.alerts.save(anAlertOf(index, now - index * spacingMs));
  });
  if (!written.ok) throw new Error(written.error.message);
}

function anAlertOf(index: number, startsAt: number): AlertRecord {
  const type = types[index % types.length] ?? 'revenue_drop';
  const severity = severities[(index * 7) % severities.length] ?? 'low';
  const labels = { category: `Category ${index % 97}`, shop: `shop-${index}` };
  const fingerprint = fingerprintOf(type, labels, sha256);
  const lastSeenAt = startsAt + (index % 5) * 300_000;
  const state = index % 10;
  const acknowledgement = { at: lastSeenAt, by: 'kim', note: null, severity };
  return {
    ...{ id: alertIdOf(fingerprint, startsAt, sha256), fingerprint, source: index % 3 === 0 ? 'anomalies' : 'engine' },
    ...{
      type,
      title: titleOf(type),
      labels,
      severity,
      worst: severity,
      facts: [],
      cooldownMs: null,
      explanation: null,
      lostRevenue: null,
      incidentId: null,
      learnedSeries: null,
      feedback: null,
      unit: 'currency',
      metricValue: index % 2000,
      expectedValue: 1850,
    },
    description: `Measured ${index % 2000} in shop-${index} (expected about 1,850): 145 carts added, 12 purchases. Possible checkout or payment problem.`,
    ...{ windowStart: startsAt - 330_000, startsAt, lastSeenAt, occurrences: 1 + (index % 5) },
    resolvedAt: state >= 2 ? lastSeenAt + 600_000 : null,
    acknowledgement: state % 2 === 1 ? acknowledgement : null,
    ...{
      severityRaisedAt: null,
      snoozedUntil: null,
      silencedBy: [],
      inhibitedBy: [],
      escalatesAt: null,
      escalations: 0,
      runbookUrl: null,
      wakeAt: null,
    },
    trend: {
      values: Array.from({ length: 13 }, (_, step) => 1800 + ((index + step) % 90)),
      lowerBound: 1500,
      upperBound: 2200,
    },
    sources: [],
  };
}
