import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScenarioBoard, type ScenarioBoard } from '../../../demo/scenarioBoard.ts';
import { scenarioNames } from '../../../shared/demo.ts';
import { ManualClock } from '../../support/manualClock.ts';

const minuteMs = 60_000;

describe('scenarioBoard', () => {
  let clock: ManualClock;
  let board: ScenarioBoard;
  let told: number;
  const running = () => board.scenarios().filter((scenario) => scenario.running);

  beforeEach(() => {
    clock = new ManualClock('2026-03-10T12:00:00Z');
    told = 0;
    board = createScenarioBoard(clock, () => {
      told += 1;
    });
  });

  afterEach(() => {
    board.close();
    expect(clock.pendingTimers).toBe(0);
  });

  it('lists all scenarios, none of which runs', () => {
    expect(board.scenarios()).toHaveLength(scenarioNames.length);
    expect(running()).toEqual([]);
    expect(board.changes()).toEqual([]);
  });

  it('starts a scenario for ten minutes', async () => {
    board.start('traffic_drop');
    expect(running()).toEqual([
      expect.objectContaining({
        scenario: 'traffic_drop',
        startedAt: '2026-03-10T12:00:00.000Z',
        endsAt: '2026-03-10T12:10:00.000Z',
      }),
    ]);
    expect(board.changes()).toEqual([
      expect.objectContaining({ from: clock.now(), to: clock.now() + 10 * minuteMs, trafficShare: 0.02 }),
    ]);
    expect(told).toBe(1);

    await clock.advance(10 * minuteMs);
    expect(running()).toEqual([]);
    expect(told).toBe(2);
  });

  it('ends one early when told so, and remembers when', async () => {
    const start = clock.now();
    board.start('revenue_drop');
    await clock.advance(3 * minuteMs);
    board.stop('revenue_drop');
    expect(running()).toEqual([]);
    expect(board.changes()).toEqual([expect.objectContaining({ from: start, to: start + 3 * minuteMs })]);
  });

  it('begins the ten minutes again when it is started twice', async () => {
    board.start('missing_prices');
    await clock.advance(8 * minuteMs);
    board.start('missing_prices');
    await clock.advance(8 * minuteMs);
    expect(running()).toEqual([
      expect.objectContaining({ startedAt: '2026-03-10T12:00:00.000Z', endsAt: '2026-03-10T12:18:00.000Z' }),
    ]);
    expect(board.changes()).toHaveLength(1);
    await clock.advance(2 * minuteMs);
    expect(running()).toEqual([]);
  });

  it('runs several at once', async () => {
    board.start('category_flood');
    await clock.advance(minuteMs);
    board.start('checkout_broken');
    expect(running().map((scenario) => scenario.scenario)).toEqual(['checkout_broken', 'category_flood']);
    expect(board.changes()).toHaveLength(2);
  });

  it('gives another list of changes only when something was started or stopped', () => {
    const before = board.changes();
    board.stop('traffic_spike');
    expect(board.changes()).toBe(before);
    board.start('traffic_spike');
    const during = board.changes();
    expect(during).not.toBe(before);
    expect(board.changes()).toBe(during);
    board.stop('traffic_spike');
    expect(board.changes()).not.toBe(during);
  });

  it('keeps what is included beside the scenarios, and forgets it after a day', async () => {
    board.include([{ from: clock.now() - minuteMs, to: clock.now() + minuteMs, priceFactor: 0.5 }]);
    board.start('traffic_drop');
    expect(board.changes()).toHaveLength(2);
    await clock.advance(25 * 60 * minuteMs);
    board.start('traffic_spike');
    expect(board.changes()).toEqual([expect.objectContaining({ botRequestsPerSession: expect.any(Number) })]);
  });
});
