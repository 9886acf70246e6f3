import { describe, expect, it } from 'vitest';
import { trayView } from '../../../../electron/tray/trayView.ts';
import { localTime, now, someTrayFacts } from './someTrayFacts.ts';

const tooltip = (...args: Parameters<typeof someTrayFacts>) => trayView(someTrayFacts(...args), now).tooltip;
const title = (...args: Parameters<typeof someTrayFacts>) => trayView(someTrayFacts(...args), now).title;

describe('the tooltip', () => {
  it('says how many of which severity, and how long ago was checked', () => {
    expect(tooltip({ unacknowledged: { critical: 2, high: 1 } })).toBe(
      'Watchkeeper: 2 critical, 1 high · checked 12 s ago',
    );
  });

  it('says that all is quiet only when the watch is live', () => {
    expect(tooltip()).toBe('Watchkeeper: all quiet · checked 12 s ago');
    for (const status of ['starting', 'late', 'blind'] as const)
      expect(tooltip({ health: { status } })).not.toContain('quiet');
  });

  it('says since when it is blind and why, without a count of before', () => {
    const statusSince = '2026-03-10T11:35:00.000Z';
    const health = { status: 'blind', statusSince, statusReason: 'ClickHouse does not answer.' } as const;
    expect(tooltip({ health, unacknowledged: { critical: 2 } })).toBe(
      `Watchkeeper: blind since ${localTime(statusSince)}: ClickHouse does not answer.`,
    );
  });

  it('says that it is late, and when was checked last', () => {
    const lastCycle = { startedAt: '2026-03-10T11:58:00.000Z', durationMs: 0, error: null };
    expect(tooltip({ health: { status: 'late', lastCycle }, unacknowledged: { high: 1 } })).toBe(
      'Watchkeeper: late · 1 high · checked 2 min ago',
    );
  });

  it('says that nothing is known at the start', () => {
    expect(tooltip({ health: { status: 'starting', lastCycle: null } })).toBe(
      'Watchkeeper: starting, nothing checked yet',
    );
  });

  it('says until when notifications are paused', () => {
    const popUpsPausedUntil = '2026-03-10T12:30:00.000Z';
    expect(tooltip({ health: { popUpsPausedUntil } })).toBe(
      `Watchkeeper: all quiet · checked 12 s ago · notifications paused until ${localTime(popUpsPausedUntil)}`,
    );
  });

  it('fits into the 127 units of Windows, on one line', () => {
    const statusReason = `ClickHouse refused\n${'a very long reason '.repeat(20)}`;
    const text = tooltip({ health: { status: 'blind', statusReason } });
    expect(text.length).toBeLessThanOrEqual(127);
    expect(text).toMatch(/^Watchkeeper: blind since \d\d:\d\d: ClickHouse refused a very .*…$/);
  });
});

describe('the title beside the icon', () => {
  it.each([
    [{}, ''],
    [{ unacknowledged: { critical: 2, low: 10 } }, '12'],
    [{ unacknowledged: { low: 1200 } }, '99+'],
    [{ unacknowledged: { critical: 2 }, health: { status: 'late' } }, '2'],
    [{ unacknowledged: { critical: 2 }, health: { status: 'blind' } }, ''],
  ] as const)('%j is "%s"', (facts, text) => {
    expect(title(facts)).toBe(text);
  });
});
