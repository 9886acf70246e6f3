import { beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../../../core/adapters/sqlite/openStore.ts';
import type { NoticeOutboxMessage, Outbox, OutboxOutcome } from '../../../core/notify/outbox.ts';
import { aJobNotice } from '../../support/jobRuns.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { successOf } from '../../support/successOf.ts';

const clock = new ManualClock();
const now = clock.now();
const day = 24 * 3_600_000;
let store: Store;
beforeEach(() => {
  store = successOf(openStore(':memory:', { clock, log: recordingLog() }));
});

const within = <T>(work: (outbox: Outbox) => T): T => successOf(store.transaction(({ outbox }) => work(outbox)));

const message = (key: string, thread: string | null): NoticeOutboxMessage => ({
  ...{ key, reason: 'notice', notice: aJobNotice(), thread, subject: key, channel: null, dashboardUrl: null },
  line: ['slack-bot', 'slack'],
});
const enqueue = (key: string, thread: string | null, receiver = 'slack-bot') =>
  within((outbox) => outbox.enqueue(message(key, thread), receiver, now));
const ready = (via = 'slack-bot') => within((outbox) => outbox.ready(via, now, 10).map(({ message: { key } }) => key));
const record = (key: string, outcome: OutboxOutcome) => within((outbox) => outbox.record(seqOf(outbox, key), outcome));

function seqOf(outbox: Outbox, key: string): number {
  const all = [...outbox.pending('slack-bot'), ...outbox.pending('slack')];
  return all.find((entry) => entry.message.key === key)?.seq ?? -1;
}

it('lets of each thread only the first message that waits go out, and the others as they come', () => {
  enqueue('a1', 'a');
  enqueue('a2', 'a');
  enqueue('b1', 'b');
  enqueue('alone', null);
  expect(ready()).toEqual(['a1', 'b1', 'alone']);
  record('a1', { kind: 'sent', at: now, detail: null, ref: 'ref-a' });
  expect(ready()).toEqual(['a2', 'b1', 'alone']);
  expect(within((outbox) => outbox.next('slack-bot', now)?.message.key)).toBe('a2');
});

it('holds the second back while the first is to be tried again later, or waits for another sender', () => {
  enqueue('a1', 'a');
  enqueue('a2', 'a');
  const later = { kind: 'retry', at: now, nextAttemptAt: now + 5000, detail: 'Slack answered 500.' } as const;
  record('a1', later);
  expect(ready()).toEqual([]);
  expect(within((outbox) => outbox.next('slack-bot', now))).toBeNull();
  within((outbox) => outbox.reroute(seqOf(outbox, 'a1'), 'slack', now, null));
  expect([ready('slack-bot'), ready('slack')]).toEqual([[], ['a1']]);
});

it('lets the second go when the first was given up', () => {
  enqueue('a1', 'a');
  enqueue('a2', 'a');
  record('a1', { kind: 'failed', at: now, cause: 'rejected', detail: 'no' });
  expect(ready()).toEqual(['a2']);
});

it('knows a thread, and by sender what its last message is called', () => {
  enqueue('a1', 'a');
  record('a1', { kind: 'sent', at: now, detail: null, ref: 'ref-a' });
  within((outbox) => {
    expect([outbox.knowsThread('a'), outbox.knowsThread('b')]).toEqual([true, false]);
    expect([outbox.threadRef('a', 'slack-bot'), outbox.threadRef('a', 'slack')]).toEqual(['ref-a', null]);
  });
});

it('takes no message twice, nor one that went as a part of another, until that is forgotten', () => {
  enqueue('a1', 'a');
  enqueue('a1', 'a');
  within((outbox) => outbox.rememberKeys(['b1', 'b1', 'b2'], now));
  expect(ready()).toEqual(['a1']);
  within((outbox) => {
    expect(['a1', 'b1', 'b2', 'c'].map((key) => outbox.knows(key))).toEqual([true, true, true, false]);
    outbox.prune(now + day, 100);
    expect(['a1', 'b1'].map((key) => outbox.knows(key))).toEqual([true, false]);
  });
});
