import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Book } from '../../../core/host/openBook.ts';
import { withOwnFaults } from '../../../core/host/ownFaults.ts';
import { Settings } from '../../../shared/settings.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { type SentryDouble, startSentryDouble } from '../../support/sentryDouble.ts';

let sentry: SentryDouble;
beforeEach(async () => {
  sentry = await startSentryDouble();
});
afterEach(() => sentry.close());

/** A host's book whose log is told to, and the end of the host. */
function opened(dsn: string | null) {
  let settings = Settings.parse({});
  const stops: (() => unknown)[] = [];
  const kept = recordingLog();
  const book = {
    ...{ log: kept, redact: (text: string) => text },
    shutdown: { onStop: (stop: () => unknown) => void stops.push(stop) },
  } as unknown as Book;
  const { log } = withOwnFaults({
    ...{ book, network: null, release: '0.1.0', clock: new ManualClock() },
    settings: { current: () => settings, secret: () => dsn },
  });
  return {
    kept,
    fails: () => log.error('Watchkeeper stops because of a bug', { error: new Error('nothing there') }),
    want(ownFaults: boolean) {
      settings = Settings.parse({ errors: { sentry: { ownFaults, environment: 'staging' } } });
    },
    async end() {
      for (const stop of stops) await stop();
    },
  };
}

it('leave this machine only as long as a person wants that, and stand in the log in any case', async () => {
  const host = opened(sentry.dsn);
  host.fails();
  await host.end();
  expect(sentry.events).toEqual([]);
  host.want(true);
  host.fails();
  await host.end();
  expect(sentry.events).toMatchObject([{ environment: 'staging', release: 'watchkeeper@0.1.0' }]);
  host.want(false);
  host.fails();
  await host.end();
  expect(sentry.events).toHaveLength(1);
  expect(host.kept.lines.filter(({ level }) => level === 'error')).toHaveLength(3);
});

it('have nowhere to go without a DSN', async () => {
  const host = opened(null);
  host.want(true);
  host.fails();
  await host.end();
  expect(sentry.heard()).toBe('');
});
