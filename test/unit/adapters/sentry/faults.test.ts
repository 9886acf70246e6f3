import { createStackParser, type ErrorEvent, exceptionFromError } from '@sentry/core';
import { nodeStackLineParser } from '@sentry/core/server';
import { describe, expect, it } from 'vitest';
import { createFaultReporter } from '../../../../core/adapters/sentry/createFaultReporter.ts';
import { faultEvent } from '../../../../core/adapters/sentry/faultEvent.ts';
import { reportFaults } from '../../../../core/adapters/sentry/reportFaults.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { recordingLog } from '../../../support/recordingLog.ts';

const parser = createStackParser(nodeStackLineParser());
const redact = (text: string) => text.replaceAll('hunter2', '[redacted]');
const options = { environment: 'production', release: '0.1.0', redact };

function event(error: Error): ErrorEvent {
  const fault = {
    eventId: 'a'.repeat(32),
    at: 1000,
    message: 'A source failed for ada@example.com',
    error,
    area: 'monitor',
  };
  return faultEvent(fault, options, exceptionFromError, parser);
}

describe('a fault of our own as an event of Sentry', () => {
  it('says where in the program it happened, and nothing of the machine', () => {
    const error = new TypeError('No file /home/ada/core/x.json');
    error.stack = `TypeError: No file /home/ada/core/x.json
    at load (/home/ada/core/watchkeeper/core/settings/readEnvironment.ts:10:5)
    at async run (file:///Users/ada/w/node_modules/hono/dist/index.js:3:1)
    at C:\\Users\\Ada L\\w\\electron\\main.ts:7:2
    at Module._compile (node:internal/modules/cjs/loader:1:2)
    at /opt/ada/other.ts:1:1`;
    const [exception] = event(error).exception?.values ?? [];
    expect(exception).toMatchObject({ type: 'TypeError', value: 'No file /home/[user]/core/x.json' });
    expect(exception?.stacktrace?.frames?.map(({ filename, lineno }) => [filename, lineno]).toReversed()).toEqual([
      ['core/settings/readEnvironment.ts', 10],
      ['node_modules/hono/dist/index.js', 3],
      ['electron/main.ts', 7],
      ['node:internal/modules/cjs/loader', 1],
      ['other.ts', 1],
    ]);
    expect(JSON.stringify(event(error)).toLowerCase()).not.toContain('ada');
  });

  it('holds none of the secrets that are known here', () => {
    const values = event(new Error('refused hunter2')).exception?.values;
    expect(values?.map(({ value }) => value)).toEqual(['refused [redacted]']);
  });

  it('has its causes before it, and stops at one that causes itself', () => {
    const inner = new RangeError('inner', {});
    const outer = new Error('outer', { cause: inner });
    inner.cause = outer;
    expect(event(outer).exception?.values?.map(({ value }) => value)).toEqual(['inner', 'outer']);
  });
});

describe('reporting faults', () => {
  const sent: ErrorEvent[] = [];
  function reporter(clock: ManualClock) {
    sent.length = 0;
    const transport = {
      resting: () => null,
      async send(each: ErrorEvent) {
        sent.push(each);
        return { kind: 'taken' as const };
      },
    };
    return createFaultReporter({ transport, clock, ...options });
  }

  it('takes lines that carry an error, under the name of the log they stand in', async () => {
    const inner = recordingLog();
    const reports = reporter(new ManualClock());
    const log = reportFaults(inner, reports);
    log.error('Something failed', { error: new Error('x') });
    log.child('monitor').error('Another', { error: new Error('y') });
    log.error('Without one', { reason: 'z' });
    log.warn('Only a warning', { error: new Error('w') });
    await reports.flush();
    expect(sent.map(({ tags, extra }) => [tags?.area, extra?.log])).toEqual([
      ['main', 'Something failed'],
      ['monitor', 'Another'],
    ]);
    expect(inner.lines.map(({ message }) => message)).toEqual([
      'Something failed',
      'Another',
      'Without one',
      'Only a warning',
    ]);
  });

  it('sends ten a minute at most', async () => {
    const clock = new ManualClock();
    const reports = reporter(clock);
    for (let index = 0; index < 50; index++) reports.report('m', new Error('e'), 'main');
    await reports.flush();
    expect(sent).toHaveLength(10);
    await clock.advance(60_000);
    reports.report('m', new Error('e'), 'main');
    await reports.flush();
    expect(sent).toHaveLength(11);
  });

  it('never makes a fault of one that cannot be sent', async () => {
    const transport = { resting: () => null, send: () => Promise.reject(new Error('no')) };
    const reports = createFaultReporter({ transport, clock: new ManualClock(), ...options });
    reports.report('m', new Error('e'), 'main');
    await expect(reports.flush()).resolves.toBeUndefined();
  });
});
