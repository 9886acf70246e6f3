import { describe, expect, it } from 'vitest';
import { flagsAgain } from '../../../build/hostChoice.mjs';
import { createRestart } from '../../../server/restart.ts';
import { ManualClock } from '../../support/manualClock.ts';

describe('starting the browser host anew', () => {
  it("is nobody's business when it was started by hand", () => {
    expect(createRestart({}, new ManualClock(), () => expect.unreachable())).toBeNull();
  });

  it.each([
    [null, ['--port', '4781', '--no-open']],
    [true, ['--port', '4781', '--demo', '--no-open']],
    [false, ['--port', '4781', '--no-demo', '--no-open']],
  ])('answers first, then ends so that npm start runs it with demo %s', async (demo, flags) => {
    const clock = new ManualClock();
    const ended: number[] = [];
    createRestart({ WATCHKEEPER_SUPERVISED: '1' }, clock, (code) => ended.push(code))?.(demo);
    expect(ended).toEqual([]);
    await clock.advance(1000);
    expect(ended).toHaveLength(1);
    expect(flagsAgain(['--port', '4781', '--demo', '--fresh'], ended[0] ?? 0, 'browser')).toEqual(flags);
  });
});
