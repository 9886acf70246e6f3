import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFaultReporter } from '../../../core/adapters/sentry/createFaultReporter.ts';
import { createSentryTransport } from '../../../core/adapters/sentry/createSentryTransport.ts';
import { reportFaults } from '../../../core/adapters/sentry/reportFaults.ts';
import { eventually } from '../../support/eventually.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { type SentryDouble, startSentryDouble } from '../../support/sentryDouble.ts';

let sentry: SentryDouble;
let clock: ManualClock;
beforeEach(async () => {
  sentry = await startSentryDouble();
  clock = new ManualClock();
});
afterEach(() => sentry.close());

function reporting(dsn = sentry.dsn) {
  const transport = createSentryTransport({ dsn, clock });
  const redact = (text: string) => text.replaceAll('known-secret', '[redacted]');
  const reporter = createFaultReporter({ transport, clock, environment: 'staging', release: '0.1.0', redact });
  return { reporter, transport };
}

describe("a fault of Watchkeeper's own", () => {
  it('arrives at Sentry with its stack, and without the folders and secrets of this machine', async () => {
    const { reporter } = reporting();
    const log = reportFaults(recordingLog(), reporter).child('monitor');
    log.error('A source failed for bob@example.com', { error: new TypeError('known-secret at /home/bob/x') });
    await reporter.flush();
    expect(sentry.events).toMatchObject([
      {
        release: 'watchkeeper@0.1.0',
        environment: 'staging',
        tags: { area: 'monitor' },
        extra: { log: 'A source failed for [email]' },
        exception: { values: [{ type: 'TypeError', value: '[redacted] at /home/[user]/x' }] },
      },
    ]);
    expect(sentry.events[0]?.exception?.values?.[0]?.stacktrace?.frames?.at(-1)?.filename).toBe(
      'faultReporter.test.ts',
    );
    expect(sentry.heard()).not.toContain(process.cwd());
    expect(sentry.heard()).not.toContain('bob');
  });

  it('is given up after five seconds, and others are not sent while Sentry takes nothing', async () => {
    sentry.answer('hang');
    const { reporter, transport } = reporting();
    reporter.report('m', new Error('a'), 'main');
    await eventually(async () => expect(sentry.asked).toHaveLength(1));
    await clock.advance(5000);
    await reporter.flush();
    await eventually(async () => expect(transport.resting()).toContain('in time'));
    reporter.report('m', new Error('b'), 'main');
    await reporter.flush();
    expect(sentry.asked).toHaveLength(1);
  });

  it('is kept to itself where the DSN is none', async () => {
    const { reporter } = reporting('not a DSN');
    reporter.report('m', new Error('a'), 'main');
    await reporter.flush();
    expect(sentry.asked).toEqual([]);
  });
});
