import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../renderer/api/live.ts';
import { freshnessView } from '../../../../renderer/features/shell/freshnessView.ts';
import type { Health } from '../../../../shared/health.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const connected: Connection = { state: 'connected', since: now - 60_000, retryAt: null };
const aHealth = (part: Partial<Health>) =>
  ({
    status: 'live',
    statusReason: null,
    statusSince: '2026-03-10T11:00:00.000Z',
    cycleIntervalMs: 30_000,
    ...part,
  }) as Health;

describe('how far the page can be trusted', () => {
  it.each(['live', 'late', 'blind', 'starting'] as const)("is the host's word while it is heard: %s", (status) => {
    const view = freshnessView({ health: aHealth({ status }), healthAt: now, connection: connected }, now);
    expect(view.watch).toBe(status);
    expect(view.since).toBe(Date.parse('2026-03-10T11:00:00.000Z'));
  });

  it.each([
    ['disconnected', 'disconnected'],
    ['signedOut', 'signedOut'],
  ] as const)('is never live while %s, whatever the host said last', (state, watch) => {
    const connection: Connection = { state, since: now - 1000, retryAt: now + 1000 };
    const view = freshnessView({ health: aHealth({}), healthAt: now, connection }, now);
    expect(view).toMatchObject({ watch, since: now - 1000 });
    expect(view.reason).not.toBeNull();
  });

  it('is starting until the first answer', () => {
    const connection: Connection = { state: 'connecting', since: now, retryAt: null };
    expect(freshnessView({ health: null, healthAt: null, connection }, now)).toMatchObject({
      watch: 'starting',
      since: null,
    });
  });

  it.each([
    [65_000, 'live'],
    [65_001, 'late'],
  ] as const)('after %i ms without a word of a 30 s cycle is %s', (silentMs, watch) => {
    const view = freshnessView({ health: aHealth({}), healthAt: now - silentMs, connection: connected }, now);
    expect(view.watch).toBe(watch);
  });

  it('does not better a blind host by its silence', () => {
    const health = aHealth({ status: 'blind', statusReason: 'ClickHouse is gone.' });
    const view = freshnessView({ health, healthAt: now - 600_000, connection: connected }, now);
    expect(view).toMatchObject({ watch: 'blind', reason: 'ClickHouse is gone.' });
  });
});
