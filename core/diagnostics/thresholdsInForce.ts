import type { Diagnostics, ThresholdInForce } from '../../shared/diagnostics.ts';
import type { Settings } from '../../shared/settings.ts';
import { thresholdRules } from '../../shared/signals/thresholdRules.ts';

/** The built-in rules over metrics with the limits that hold, and who set them. */
export function thresholdsInForce(
  { metrics }: Pick<Settings, 'metrics'>,
  overrides: Readonly<Record<string, string>>,
): ThresholdInForce[] {
  return thresholdRules.map(({ metric, title, kind, unit, severity }) => {
    const { enabled, limit, cooldownMinutes } = metrics.thresholds[metric];
    const setBy = (key: string) => overrides[`metrics.thresholds.${metric}.${key}`] ?? null;
    return {
      ...{ metric, title, kind, unit, severity, limit, cooldownMinutes },
      enabled: metrics.enabled && enabled,
      limitBy: setBy('limit'),
      cooldownBy: setBy('cooldownMinutes'),
    };
  });
}

export function countOwnRules({ rules }: Settings['metrics']): Diagnostics['ownRules'] {
  const on = rules.filter(({ enabled }) => enabled);
  const metric = on.filter(({ kind }) => kind === 'metric').length;
  return { metric, sql: on.length - metric, off: rules.length - on.length };
}
