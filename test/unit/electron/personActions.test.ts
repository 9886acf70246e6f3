import { expect, it } from 'vitest';
import { openStore } from '../../../core/adapters/sqlite/openStore.ts';
import { StorageError } from '../../../core/alerts/storageError.ts';
import { createPersonActions } from '../../../electron/personActions.ts';
import { failed } from '../../../shared/problem.ts';
import { FakeMonitor } from '../../support/fakeMonitor.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { manyAlerts } from '../../support/manyAlerts.ts';
import { recordingLog } from '../../support/recordingLog.ts';

const inAnHour = 3_600_000;

function aPerson({ alerts = 0 } = {}) {
  const clock = new ManualClock();
  const log = recordingLog();
  const opened = openStore(':memory:', { clock, log });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  manyAlerts(store, alerts, clock.now(), 1000);
  const monitor = new FakeMonitor();
  const told: string[] = [];
  const list: typeof store.book.list = (query) => store.book.list({ ...query, limit: Math.min(query.limit ?? 10, 10) });
  const book = { ...store.book, list };
  const actions = createPersonActions({
    ...{ book, monitor, clock, log },
    person: 'kim',
    tell: (sentence) => told.push(sentence),
  });
  const open = () => store.book.list({ status: ['active'], limit: 1000 }).items;
  return { actions, book, monitor, told, open, until: clock.now() + inAnHour, close: () => store.close() };
}

it('acknowledges in the name of the person, and tells everybody who listens', () => {
  const { actions, monitor, open, close } = aPerson({ alerts: 30 });
  const [first] = open();
  actions.acknowledge([first?.id ?? '']);
  expect(monitor.changed.flat()).toMatchObject([{ id: first?.id, status: 'acknowledged', acknowledgedBy: 'kim' }]);
  expect(open().map(({ id }) => id)).not.toContain(first?.id);
  close();
});

it('snoozes all that nobody has, over as many pages as there are', () => {
  const { actions, open, until, close } = aPerson({ alerts: 300 });
  expect(open().length).toBeGreaterThan(20);
  actions.snooze('all', until);
  expect(new Set(open().map(({ snoozedUntil }) => snoozedUntil))).toEqual(new Set([new Date(until).toISOString()]));
  close();
});

it('snoozes what was meant and nothing else', () => {
  const { actions, open, until, close } = aPerson({ alerts: 30 });
  const [first] = open();
  actions.snooze([first?.id ?? ''], until);
  expect(open().filter(({ snoozedUntil }) => snoozedUntil !== null)).toHaveLength(1);
  close();
});

it('says what could not be kept, and goes on', () => {
  const { actions, book, monitor, told, until, close } = aPerson();
  const problem = { code: 'storage', retryable: true, message: 'The disk is full.' } as const;
  book.acknowledge = () => {
    throw new StorageError(problem);
  };
  actions.acknowledge(['a']);
  expect(told).toEqual(['The acknowledgement was not kept. The disk is full.']);
  monitor.pausePopUps = () => failed('storage', 'The pause was not kept: the disk is full.');
  actions.pause(until);
  expect(told.at(-1)).toBe('The pause was not kept: the disk is full.');
  close();
});

it('checks now, and pauses until a time', () => {
  const { actions, monitor, until, close } = aPerson();
  actions.checkNow();
  expect(monitor.cycles).toEqual(['manual']);
  actions.pause(until);
  expect(monitor.current.popUpsPausedUntil).toBe(new Date(until).toISOString());
  close();
});
