import { afterEach, describe, expect, it } from 'vitest';
import type { ClickHouseProcess, Exit } from '../../../demo/clickhouse/startClickHouse.ts';
import {
  type SupervisedClickHouse,
  type SupervisedState,
  superviseClickHouse,
} from '../../../demo/superviseClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';

const url = 'http://127.0.0.1:50123';

/** Processes that live until the test ends them. */
function launcher() {
  const ports: number[] = [];
  const failures: Error[] = [];
  const ends: ((exit: Exit) => void)[] = [];
  let stopped = 0;
  return {
    ports,
    failures,
    stopped: () => stopped,
    /** Ends the newest process unasked. */
    die: (exit: Exit = { code: null, signal: 'SIGKILL' }) => ends.at(-1)?.(exit),
    async launch(port: number): Promise<ClickHouseProcess> {
      ports.push(port);
      const failure = failures.shift();
      if (failure) throw failure;
      const exited = new Promise<Exit>((resolve) => ends.push(resolve));
      return {
        url,
        version: '26.7.2.1',
        pid: 1,
        exited,
        stop() {
          stopped += 1;
          ends.at(-1)?.({ code: 0, signal: null });
          return exited;
        },
      };
    },
  };
}

describe('superviseClickHouse', () => {
  const clock = new ManualClock();
  let supervised: SupervisedClickHouse;
  let states: SupervisedState[] = [];

  async function supervise(processes: ReturnType<typeof launcher>) {
    states = [];
    supervised = await superviseClickHouse({
      launch: processes.launch,
      clock,
      log: recordingLog(),
      onChange: (state) => states.push(state),
    });
    return processes;
  }

  afterEach(async () => {
    await supervised.close();
    expect(clock.pendingTimers).toBe(0);
  });

  it('starts on any port and says that it runs', async () => {
    const processes = await supervise(launcher());
    expect(processes.ports).toEqual([0]);
    expect(supervised.url).toBe(url);
    expect(supervised.state()).toEqual({ clickhouse: 'running', message: null });
  });

  it('restarts on the same port after it died, and says so', async () => {
    const processes = await supervise(launcher());
    processes.die();
    await clock.advance(0);
    expect(supervised.state()).toEqual({
      clickhouse: 'restarting',
      message: expect.stringMatching(/signal SIGKILL.*Nothing is checked.*being restarted/),
    });
    await clock.advance(500);
    expect(processes.ports).toEqual([0, 50123]);
    expect(supervised.state()).toEqual({ clickhouse: 'running', message: expect.stringContaining('was restarted') });
    await clock.advance(5 * 60_000);
    expect(supervised.state().message).toBeNull();
  });

  it('waits longer each time it cannot be restarted', async () => {
    const processes = await supervise(launcher());
    processes.failures.push(new Error('Port 50123 is taken.'), new Error('Port 50123 is taken.'));
    processes.die({ code: 1, signal: null });
    await clock.advance(500);
    expect(supervised.state().message).toContain('Port 50123 is taken.');
    await clock.advance(999);
    expect(processes.ports).toHaveLength(2);
    await clock.advance(1);
    expect(processes.ports).toHaveLength(3);
    await clock.advance(2000);
    expect(processes.ports).toHaveLength(4);
    expect(supervised.state().clickhouse).toBe('running');
  });

  it('waits little again once it ran for a while', async () => {
    const processes = await supervise(launcher());
    processes.die();
    await clock.advance(500);
    processes.die();
    await clock.advance(999);
    expect(processes.ports).toHaveLength(2);
    await clock.advance(1 + 60_000);
    processes.die();
    await clock.advance(500);
    expect(processes.ports).toHaveLength(4);
  });

  it('does not restart what was asked to end', async () => {
    const processes = await supervise(launcher());
    await supervised.close();
    await clock.advance(60_000);
    expect(processes.stopped()).toBe(1);
    expect(processes.ports).toEqual([0]);
    expect(states.at(-1)).toEqual({ clickhouse: 'stopped', message: null });
  });

  it('gives up the restart under way when it is closed', async () => {
    const processes = await supervise(launcher());
    processes.die();
    await clock.advance(0);
    await supervised.close();
    await clock.advance(60_000);
    expect(processes.ports).toEqual([0]);
  });

  it('rejects when the first start fails', async () => {
    const processes = launcher();
    processes.failures.push(new Error('The folder is in use.'));
    await expect(supervise(processes)).rejects.toThrow('The folder is in use.');
  });
});
