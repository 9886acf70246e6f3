import { expect, it } from 'vitest';
import { withDeadline } from '../../core/deadline.ts';
import { ManualClock } from '../support/manualClock.ts';

const never = new AbortController().signal;

it('hands over what came in time, and leaves no timer behind', async () => {
  const clock = new ManualClock();
  const answer = await withDeadline(clock, 1000, never, async () => 'answer');
  expect(answer).toEqual({ kind: 'done', value: 'answer' });
  expect(clock.pendingTimers).toBe(0);
});

it('answers at the deadline even for work that pays no heed to its signal', async () => {
  const clock = new ManualClock();
  let signal: AbortSignal | undefined;
  const waiting = withDeadline(clock, 1000, never, (given) => {
    signal = given;
    return new Promise<string>(() => {});
  });
  await clock.advance(999);
  expect(signal?.aborted).toBe(false);
  await clock.advance(1);
  expect(await waiting).toEqual({ kind: 'late' });
  expect(signal?.aborted).toBe(true);
});

it('ends at once when it is stopped from outside', async () => {
  const clock = new ManualClock();
  const outside = new AbortController();
  const waiting = withDeadline(clock, 1000, outside.signal, () => new Promise<string>(() => {}));
  outside.abort();
  expect(await waiting).toEqual({ kind: 'aborted' });
  expect(clock.pendingTimers).toBe(0);
});

it('does not begin what is stopped already', async () => {
  let begun = false;
  const answer = await withDeadline(new ManualClock(), 1000, AbortSignal.abort(), async () => {
    begun = true;
  });
  expect(answer).toEqual({ kind: 'aborted' });
  expect(begun).toBe(false);
});

it('passes a bug on', async () => {
  const broken = withDeadline(new ManualClock(), 1000, never, async () => {
    throw new TypeError('bug');
  });
  await expect(broken).rejects.toThrow('bug');
});
