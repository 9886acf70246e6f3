import { setTimeout as wait } from 'node:timers/promises';

/** Repeats an expectation about another process until it holds; its last failure after the deadline is the test's. */
export async function eventually(expectation: () => Promise<void>, deadlineMs = 20_000): Promise<void> {
  const giveUpAt = performance.now() + deadlineMs;
  for (;;) {
    try {
      return await expectation();
    } catch (failure) {
      if (performance.now() > giveUpAt) throw failure;
      await wait(20);
    }
  }
}
