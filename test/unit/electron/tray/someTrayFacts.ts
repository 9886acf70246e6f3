import type { TrayFacts } from '../../../../electron/tray/trayFacts.ts';

/** Noon and 12 s after the last check. */
export const now = Date.parse('2026-03-10T12:00:12.000Z');

export function someTrayFacts(
  overrides: Partial<Omit<TrayFacts, 'health' | 'unacknowledged'>> & {
    health?: Partial<TrayFacts['health']>;
    unacknowledged?: Partial<TrayFacts['unacknowledged']>;
  } = {},
): TrayFacts {
  return {
    newest: [],
    currency: 'USD',
    ...overrides,
    health: {
      status: 'live',
      statusReason: null,
      statusSince: '2026-03-10T11:00:00.000Z',
      lastCycle: { startedAt: '2026-03-10T11:59:58.000Z', durationMs: 2000, error: null },
      popUpsPausedUntil: null,
      receivers: [],
      ...overrides.health,
    },
    unacknowledged: { critical: 0, high: 0, medium: 0, low: 0, ...overrides.unacknowledged },
  };
}

/** As the machine's own clock has it: tests run in more than one zone. */
export const localTime = (instant: string) =>
  new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
