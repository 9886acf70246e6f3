import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPagerDutyNotifier } from '../../../core/adapters/pagerDuty/pagerDutyNotifier.ts';
import type { DeliveryResult, NotificationMessage } from '../../../core/notify/notifier.ts';
import type { Alert } from '../../../shared/alert.ts';
import { anAlert } from '../../support/builders.ts';
import { type PagerDutyDouble, startPagerDuty } from '../../support/pagerDutyDouble.ts';

const key = 'R0123456789abcdef0123456789abcde';
const otherKey = 'R9876543210abcdef0123456789abcde';
const signal = new AbortController().signal;
let service: PagerDutyDouble;
let ref: string | null;

beforeEach(async () => {
  service = await startPagerDuty();
  ref = null;
});
afterEach(async () => {
  await service.close();
  expect(service.complaints).toEqual([]);
});

const aMessage = (reason: NotificationMessage['reason'], alert: Partial<Alert> = {}): NotificationMessage => ({
  ...{ key: reason, reason, alert: anAlert(alert), currency: 'USD', delayedMs: 0, suppressed: 0, ref },
  ...{ dashboardUrl: 'https://watch.example.com/alerts/a1', acknowledgeUrl: null },
});

async function tell(
  reason: NotificationMessage['reason'],
  alert: Partial<Alert> = {},
  routingKey = key,
): Promise<DeliveryResult> {
  const notifier = createPagerDutyNotifier({
    receiver: 'pagerduty',
    routingKey,
    setIn: 'Setup → PagerDuty',
    eventsUrl: service.url,
  });
  const result = await notifier.send(aMessage(reason, alert), signal);
  if (result.ok) ref = result.ref ?? ref;
  return result;
}
const states = () => service.incidents.map(({ status, severity }) => `${severity} ${status}`);

describe('the life of an alert', () => {
  it('is one incident: opened, taken and over', async () => {
    await tell('firing', { severity: 'high' });
    await tell('repeat', { severity: 'high' });
    expect(states()).toEqual(['error triggered']);
    expect(service.incidents[0]?.summaries[0]).toBe('Revenue drop: $245, expected $1,850');
    await tell('acknowledged');
    expect(states()).toEqual(['error acknowledged']);
    await tell('resolved');
    expect(states()).toEqual(['error resolved']);
  });

  it('that grows worse is a new incident, because who has one hears no more of it, and the old one is over', async () => {
    await tell('firing', { severity: 'high' });
    await tell('acknowledged');
    await tell('severityRaised', { severity: 'critical' });
    expect(states()).toEqual(['error resolved', 'critical triggered']);
    await tell('resolved');
    expect(states()).toEqual(['error resolved', 'critical resolved']);
  });

  it('through a key that was exchanged meanwhile goes on in a new incident; the old one is left alone', async () => {
    await tell('firing');
    await tell('acknowledged', {}, otherKey);
    expect(service.events).toHaveLength(1);
    await tell('repeat', {}, otherKey);
    await tell('resolved', {}, otherKey);
    expect(service.incidents.map(({ routingKey, status }) => [routingKey, status])).toEqual([
      [key, 'triggered'],
      [otherKey, 'resolved'],
    ]);
  });
});

it('a test opens an incident and ends it', async () => {
  const notifier = createPagerDutyNotifier({
    receiver: 'pagerduty',
    routingKey: key,
    setIn: 'Setup → PagerDuty',
    eventsUrl: service.url,
  });
  expect(await notifier.test(signal)).toEqual({ ok: true });
  expect(states()).toEqual(['info resolved']);
});

describe('a failure', () => {
  it.each<[string, Parameters<PagerDutyDouble['next']>[0], object]>([
    [
      '429 waits for minutes',
      { status: 429, retryAfter: '5' },
      { kind: 'transient', code: 'rateLimited', retryAfterMs: 60_000 },
    ],
    ['500 is tried again', { status: 500 }, { kind: 'transient' }],
    ['a cut connection is tried again', 'cut', { kind: 'transient', code: 'unreachable' }],
    [
      'a page of somebody else is tried again',
      { status: 200, body: '<html>' },
      { kind: 'transient', code: 'badAnswer' },
    ],
    ['400 is about this message', { status: 400, body: '{"message":"summary"}' }, { kind: 'rejected' }],
    ['413 is about this message', { status: 413, body: '' }, { kind: 'rejected' }],
    ['400 about the key closes the receiver', { status: 400, body: 'Invalid routing key' }, { kind: 'permanent' }],
    ['403 closes the receiver', { status: 403 }, { kind: 'permanent', code: 'auth' }],
    ['a redirect is not followed', { status: 302 }, { kind: 'permanent' }],
  ])('%s', async (_, answer, expected) => {
    service.next(answer);
    const result = await tell('firing');
    expect(result).toMatchObject({ ok: false, error: expected });
    expect(JSON.stringify(result)).not.toContain(key);
  });

  it('a key of the wrong length is said before anything is sent', async () => {
    const result = await tell('firing', {}, 'short');
    expect(result).toMatchObject({ ok: false, error: { kind: 'permanent' } });
    expect(!result.ok && result.error.message).toContain('must have 32 characters, and has 5');
    expect(service.events).toEqual([]);
  });
});

it('whatever an alert holds, the service takes it', async () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 50 }),
    fc.constant('x'.repeat(100_000)),
    fc.constant('\u0000\u202e😀'.repeat(500)),
  );
  const labels = fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), texts, { maxKeys: 20 });
  await fc.assert(
    fc.asyncProperty(texts, texts, labels, texts, async (title, description, all, source) => {
      ref = null;
      expect((await tell('firing', { title, description, labels: all, source })).ok).toBe(true);
    }),
    { numRuns: 25 },
  );
});
