import { describe, expect, it } from 'vitest';
import { createShutdown } from '../../../core/host/shutdown.ts';
import { ManualClock } from '../../support/manualClock.ts';

describe('shutdown', () => {
  it('undoes the steps backwards, one after the other, then exits', async () => {
    const order: string[] = [];
    const exited = Promise.withResolvers<number>();
    const shutdown = createShutdown(new ManualClock(), exited.resolve, () => {});
    shutdown.onStop(() => order.push('first'));
    shutdown.onStop(async () => {
      await Promise.resolve();
      order.push('second');
    });
    shutdown.now(0);
    expect(await exited.promise).toBe(0);
    expect(order).toEqual(['second', 'first']);
  });

  it('goes on when a step fails, and says so', async () => {
    const errors: unknown[] = [];
    const order: string[] = [];
    const exited = Promise.withResolvers<number>();
    const shutdown = createShutdown(new ManualClock(), exited.resolve, (error) => errors.push(error));
    shutdown.onStop(() => order.push('first'));
    shutdown.onStop(() => {
      throw new Error('stuck');
    });
    shutdown.now(1);
    expect(await exited.promise).toBe(1);
    expect(order).toEqual(['first']);
    expect(errors).toMatchObject([{ message: 'stuck' }]);
  });

  it('exits at once when asked a second time, and by itself when a step hangs', async () => {
    const clock = new ManualClock();
    const codes: number[] = [];
    const shutdown = createShutdown(
      clock,
      (code) => codes.push(code),
      () => {},
    );
    const hanging = new Promise(() => {});
    shutdown.onStop(() => hanging);
    shutdown.now(0);
    // Ctrl-C, as the terminal and the parent process both tell it.
    shutdown.now(0);
    expect(codes).toEqual([]);
    await clock.advance(1001);
    shutdown.now(0);
    expect(codes).toEqual([0]);
    await clock.advance(10_000);
    expect(codes).toEqual([0, 1]);
  });
});
