import { ORPCError } from '@orpc/server';
import type { LearningDesk } from '../../core/api/learningHandlers.ts';
import type { Adjustment } from '../../shared/learning/feedback.ts';
import type { Settings } from '../../shared/settings.ts';
import { mockBacktest } from './mockBacktest.ts';
import { mockSeriesList } from './mockLearnedSeries.ts';
import type { MockWorld } from './mockWorld.ts';

interface MockLearning extends Pick<LearningDesk, 'series' | 'backtest'> {
  /** Newest first. */
  adjustments(): Adjustment[];
  /** What was learned from a label that was just given. */
  add(adjustment: Adjustment): void;
  undo(id: string): Adjustment;
}

const hour = 3_600_000;

/** What is learned, in a world that is told: the lists react to the settings that hold. */
export function createMockLearning(
  world: MockWorld,
  settings: () => Settings,
  { now = () => Date.now(), backtestMs = 250 } = {},
): MockLearning {
  let learned = tellAdjustments(world, now());
  const refuse = () => {
    const message = 'ClickHouse did not answer within 15 s, so nothing was judged. Ask about fewer days, or try again.';
    throw new ORPCError('SERVICE_UNAVAILABLE', { message, defined: true });
  };
  return {
    async series() {
      return mockSeriesList(world.name, settings().learning, now());
    },
    async backtest(request, signal) {
      await wait(backtestMs, signal);
      if (world.name === 'errors') refuse();
      return mockBacktest(request, settings(), world.name, now());
    },
    adjustments: () => learned,
    add(adjustment) {
      learned = [adjustment, ...learned];
    },
    undo(id) {
      if (world.name === 'errors') refuse();
      const found = learned.find((each) => each.id === id);
      if (!found) {
        const message = 'Nothing that was learned from feedback has this id.';
        throw new ORPCError('NOT_FOUND', { message, defined: true });
      }
      const undone = { ...found, undoneAt: found.undoneAt ?? new Date(now()).toISOString() };
      learned = learned.map((each) => (each === found ? undone : each));
      return undone;
    },
  };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

function tellAdjustments(world: MockWorld, now: number): Adjustment[] {
  const [first, second = first] = world.alerts;
  if (!first || !second || world.name === 'quiet') return [];
  const at = (ago: number) => new Date(now - ago * hour).toISOString();
  return [
    {
      ...{ id: 'adjustment-1', alertId: first.id, series: 'shop/abandonment', kind: 'lessEager', label: 'falseAlarm' },
      ...{ hours: { from: 8, to: 11 }, by: 'Kim', at: at(3), until: at(-24 * 13), undoneAt: null },
      sentence: 'Cart abandonment is judged less eagerly from 8 to 11 o’clock.',
    },
    {
      ...{
        id: 'adjustment-2',
        alertId: second.id,
        series: 'metric/importer/queue_depth',
        kind: 'newNormal',
        label: 'newNormal',
      },
      ...{ hours: null, by: 'Alex', at: at(48), until: null, undoneAt: null },
      sentence: 'About 240 is normal for Queue depth on importer since two days ago.',
    },
    {
      ...{ id: 'adjustment-3', alertId: second.id, series: 'shop/revenue', kind: 'lessEager', label: 'expected' },
      ...{ hours: { from: 23, to: 2 }, by: 'Kim', at: at(24 * 20), until: at(24 * 6), undoneAt: null },
      sentence: 'Revenue is judged less eagerly from 23 to 2 o’clock.',
    },
  ];
}
