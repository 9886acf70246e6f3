import { createRequire } from 'node:module';
import type { Clock } from '../core/clock.ts';
import type { DemoEvents, DemoHost } from '../core/host/demoHost.ts';
import type { Log } from '../core/log.ts';
import type { SettingOverride } from '../core/settings/readEnvironment.ts';
import type { DemoState } from '../shared/demo.ts';
import { failed, ok, type Result } from '../shared/problem.ts';
import type { ClickHouseProgram } from './clickhouse/startClickHouse.ts';
import type { Demo } from './demo.ts';

/** The simulated shop beside the host: loaded only here, so that a host without the demo never touches it. */
export function createDemoHost(options: {
  dataFolder: string;
  fresh: boolean;
  clock: Clock;
  log: Log;
  events: DemoEvents;
  /** The embedded ClickHouse as a program to start; by default this Node and its sources. */
  program?: ClickHouseProgram;
}): DemoHost {
  const { events } = options;
  const leaving = new AbortController();
  let demo: Demo | null = null;
  let opened: Promise<unknown> = Promise.resolve();
  let problem: string | null = null;
  let current: DemoState = {
    clickhouseUrl: '',
    clickhouse: 'starting',
    message: 'The demo is starting.',
    scenarios: [],
  };

  async function open() {
    try {
      const { startDemo } = await import('./demo.ts');
      demo = await startDemo({
        dataFolder: options.dataFolder,
        fresh: options.fresh,
        clock: options.clock,
        log: options.log,
        signal: leaving.signal,
        ...(options.program ? { program: options.program } : {}),
        onChange(state) {
          const returned = demo !== null && current.clickhouse !== 'running' && state.clickhouse === 'running';
          current = state;
          events.onChange(state);
          if (returned) events.onReturn();
        },
      });
      current = demo.state();
      const { connection, historyMs, settingsOverrides } = demo;
      return { ok: true, place: { connection, historyMs }, overrides: overridesOf(settingsOverrides) } as const;
    } catch (error) {
      if (!leaving.signal.aborted) {
        problem = `The demo could not be started: ${error instanceof Error ? error.message : String(error)} When that is mended, restart Watchkeeper.`;
        options.log.error('The demo could not be started', { error });
        current = { ...current, clickhouse: 'stopped', message: problem };
        events.onChange(current);
      }
      return { ok: false, message: problem ?? 'The demo was left before it was open.' } as const;
    }
  }

  /** Whoever asks while the shop is still being set up gets what was asked for as soon as it is open. */
  async function inOpenShop(act: (demo: Demo) => DemoState): Promise<Result<DemoState>> {
    await opened;
    return demo ? ok(act(demo)) : failed('unreachable', problem ?? 'The demo is ending.');
  }

  return {
    open() {
      const opening = open();
      opened = opening;
      return opening;
    },
    opening: () => (demo === null && problem === null ? (current.message ?? 'The demo is starting.') : null),
    versions: chdbVersion,
    notices: () => (problem === null ? [] : [{ code: 'demoFailed', severity: 'error', message: problem }]),
    state: () => demo?.state() ?? current,
    start: (name) => inOpenShop((shop) => shop.start(name)),
    stop: (name) => inOpenShop((shop) => shop.stop(name)),
    async close() {
      leaving.abort();
      await opened;
      await demo?.close();
    },
  };
}

/** `{ engine: { windowSeconds: 60 } }` as overrides of single paths. */
function overridesOf(tree: object, prefix = ''): SettingOverride[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? overridesOf(value, `${prefix}${key}.`)
      : [{ path: `${prefix}${key}`, value, by: 'the demo' }],
  );
}

/** The package is optional. */
function chdbVersion(): Record<string, string> {
  try {
    const { version } = createRequire(import.meta.url)('chdb/package.json') as { version: string };
    return { chdb: version };
  } catch {
    return {};
  }
}
