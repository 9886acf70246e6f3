import { commonThresholds } from '../../../shared/detection/commonThresholds.ts';
import { detectors } from '../../../shared/detection/registry.ts';
import type { ThresholdSet } from '../../../shared/detection/threshold.ts';
import { type Severity, severities } from '../../../shared/severity.ts';
import { type LimitRow, number, type SettingField } from './settingField.ts';

const pathOf = (name: string) => `engine.thresholds.${name}`;

function fieldsOf(set: ThresholdSet): SettingField[] {
  return Object.entries(set).flatMap(([name, { kind, label, effect, unit }]) =>
    kind === 'single' ? [{ path: pathOf(name), label, effect, input: number(unit) }] : [],
  );
}

function rowsOf(type: string, set: ThresholdSet): LimitRow[] {
  return Object.entries(set).flatMap(([name, { kind, label, effect, unit }]) => {
    if (kind !== 'perSeverity') return [];
    const field = (severity: Severity): SettingField => ({
      path: `${pathOf(name)}.${severity}`,
      label: `${label}, ${severity}`,
      effect,
      input: { kind: 'number', unit, whenEmpty: 'never' },
    });
    const fields = Object.fromEntries(severities.map((severity) => [severity, field(severity)]));
    return [{ type, label, effect, unit, fields: fields as Record<Severity, SettingField> }];
  });
}

/** Every threshold of the engine that is one number: first those that several detectors share. */
export const thresholdFields: SettingField[] = [
  ...fieldsOf(commonThresholds),
  ...detectors.flatMap(({ thresholds }) => fieldsOf(thresholds)),
];

/** Every threshold that is a limit per severity. */
export const limitRows: LimitRow[] = detectors.flatMap(({ type, thresholds }) => rowsOf(type, thresholds));
