import { expect, it } from 'vitest';
import { allFields } from '../../../../renderer/features/setup/settingFields.ts';
import { limitRows, thresholdFields } from '../../../../renderer/features/setup/thresholdFields.ts';
import { detectors } from '../../../../shared/detection/registry.ts';

it('the table of limits has a row for every type, in their order', () => {
  expect(limitRows.map(({ type }) => type)).toEqual(detectors.map(({ type }) => type));
  expect(limitRows.find(({ type }) => type === 'session_duration_anomaly')).toMatchObject({
    label: 'Session duration',
    effect: 'z-score of the median session, up or down, beyond',
    unit: 'σ',
    fields: {
      critical: { path: 'engine.thresholds.sessionDurationZ.critical', label: 'Session duration, critical' },
      low: { input: { kind: 'number', unit: 'σ', whenEmpty: 'never' } },
    },
  });
});

it('thresholds that are one number are fields, first those that several types share', () => {
  expect(thresholdFields.map(({ path }) => path.replace('engine.thresholds.', ''))).toEqual([
    'minEvents',
    'minDenominator',
    'trafficDropCriticalPercent',
    'cartAbandonmentMinZ',
    'sessionDurationMinSessions',
  ]);
});

it('every one of them is part of the page', () => {
  const paths = new Set(allFields.map(({ path }) => path));
  const limits = limitRows.flatMap(({ fields }) => Object.values(fields));
  for (const { path } of [...thresholdFields, ...limits]) expect(paths).toContain(path);
});
