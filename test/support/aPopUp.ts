import type { PopUp } from '../../shared/popUp.ts';

export function aPopUp(overrides: Partial<PopUp> = {}): PopUp {
  return {
    id: 'p1',
    kind: 'alert',
    alertIds: ['a1'],
    severity: 'critical',
    title: 'Critical · Revenue drop',
    body: '$245, expected $1,850 (−87 %) since 14:35',
    sound: 'alarm',
    stays: true,
    actionable: true,
    ...overrides,
  };
}
