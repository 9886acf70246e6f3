import { afterEach, describe, expect, it } from 'vitest';
import type { Receiver } from '../../../core/notify/receiver.ts';
import type { Severity } from '../../../shared/severity.ts';
import { type AWatch, aWatch, minutes } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';
import { aFailure, RecordingNotifier } from '../../support/recordingNotifier.ts';

const hour = minutes(60);
const watches: AWatch[] = [];
async function liveWatch(overrides: Parameters<typeof aWatch>[0] = {}): Promise<AWatch> {
  const made = aWatch(overrides);
  watches.push(made);
  made.monitor.start();
  await made.clock.advance(0);
  return made;
}
afterEach(async () => {
  const made = watches.splice(0);
  for (const { monitor, clock } of made) {
    const stopped = monitor.stop();
    // The moment that a message under way is given to arrive.
    await clock.advance(2000);
    await stopped;
  }
  for (const { clock } of made) expect(clock.pendingTimers).toBe(0);
});

/** Makes alerts of these types and severities fire in one cycle. */
async function fire(watch: AWatch, ...alerts: [type: string, severity: Severity][]): Promise<void> {
  const observations = alerts.map(([type, severity]) =>
    anObservation({ type, severity, windowStart: watch.clock.now(), source: 'anomalies' }),
  );
  watch.engine.next(aReport({ batches: [aBatch(watch.clock.now(), observations, { completeness: 'rows' })] }));
  await watch.cycle();
}

const logOf = (watch: AWatch, type = 'revenue_drop') => {
  const alert = watch.store.book.list({ type: [type] }).items[0];
  return watch.store.book.detail(alert?.id ?? '')?.notificationLog ?? [];
};

const transient = aFailure();
const permanent = aFailure({ kind: 'permanent', retryable: false, message: 'Slack is closed for slack-critical.' });
const rejected = aFailure({ kind: 'rejected', retryable: false, message: 'Slack refused this message.' });

function twoReceivers() {
  const critical = new RecordingNotifier();
  const fallback = new RecordingNotifier();
  const receivers: Receiver[] = [
    { name: 'slack-critical', notifier: critical },
    { name: 'slack', notifier: fallback },
  ];
  return { critical, fallback, receivers };
}

describe('a message that does not get through', () => {
  it('is tried again after 1, 2, 4 … 60 s at most, and says how late it is', async () => {
    const watch = await liveWatch({ random: () => 0.999_999 });
    const times: number[] = [];
    const start = watch.clock.now();
    watch.slack.standing = async () => {
      times.push(Math.round((watch.clock.now() - start) / 1000));
      return transient;
    };
    await fire(watch, ['revenue_drop', 'critical']);
    await watch.clock.advance(240_000);
    expect(times.slice(0, 9)).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183]);
    expect(watch.monitor.health().receivers).toMatchObject([
      { status: 'retrying', pending: 1, lastError: 'Slack could not be reached.' },
    ]);
    expect(logOf(watch)).toMatchObject([{ outcome: 'pending', attempts: 9 }]);
    watch.slack.standing = { ok: true };
    await watch.clock.advance(60_000);
    expect(watch.slack.sent[0]?.delayedMs).toBeGreaterThanOrEqual(240_000);
    expect(logOf(watch)).toMatchObject([{ outcome: 'sent', attempts: 10, detail: null }]);
    expect(watch.monitor.health()).toMatchObject({
      receivers: [{ status: 'ok', pending: 0, lastError: null }],
      outbox: { pending: 0, failed: 0, sent: 1 },
    });
  });

  it('waits as long as the service asks, over a restart too', async () => {
    const watch = await liveWatch();
    watch.slack.next(aFailure({ code: 'rateLimited', retryAfterMs: 120_000 }));
    await fire(watch, ['revenue_drop', 'critical']);
    await watch.monitor.stop();
    const later = watch.again();
    watches.push(later);
    later.monitor.start();
    await later.clock.advance(119_000);
    expect(later.slack.attempted).toEqual([]);
    await later.clock.advance(3000);
    expect(later.slack.told()).toEqual(['firing critical']);
  });

  it.each<[Severity, number]>([
    ['critical', 24 * hour],
    ['high', hour],
  ])('of a %s alert is given up after a while, which is said', async (severity, afterMs) => {
    const watch = await liveWatch();
    watch.slack.standing = transient;
    await fire(watch, ['revenue_drop', severity]);
    await watch.clock.advance(afterMs - minutes(2));
    expect(logOf(watch)[0]?.outcome).toBe('pending');
    await watch.clock.advance(minutes(4));
    expect(logOf(watch)[0]).toMatchObject({
      outcome: 'failed',
      detail: expect.stringMatching(/^Given up after (1 d|1 h|24 h): Slack could not be reached\./),
    });
    expect(watch.monitor.health().outbox.failed).toBeGreaterThan(0);
    expect(watch.log.lines.some(({ level }) => level === 'error')).toBe(true);
  });

  it('because the network is not back yet after a long sleep is tried some more before it is given up', async () => {
    const watch = await liveWatch();
    watch.slack.next(aFailure({ retryAfterMs: minutes(5) }), transient, transient, transient);
    await fire(watch, ['revenue_drop', 'high']);
    watch.clock.jump(8 * hour);
    await watch.clock.advance(minutes(6));
    expect(watch.slack.told()).toEqual(['firing high', 'resolved high']);
  });

  it('because the service hangs is cut off after ten seconds', async () => {
    const watch = await liveWatch();
    let aborted = false;
    watch.slack.next((_, signal) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return new Promise(() => {});
    });
    await fire(watch, ['revenue_drop', 'critical']);
    await watch.clock.advance(10_000);
    expect(aborted).toBe(true);
    await watch.clock.advance(1000);
    expect(watch.slack.told()).toEqual(['firing critical']);
  });

  it('because of a bug in the notifier is kept', async () => {
    const watch = await liveWatch();
    watch.slack.next(() => Promise.reject(new TypeError('bug')));
    await fire(watch, ['revenue_drop', 'critical']);
    await watch.clock.advance(1000);
    expect(watch.slack.told()).toEqual(['firing critical']);
  });

  it('and never can is said to have failed, and holds nothing else up', async () => {
    const watch = await liveWatch();
    watch.slack.next(rejected);
    await fire(watch, ['revenue_drop', 'critical'], ['traffic_drop', 'high']);
    expect(logOf(watch)).toMatchObject([{ outcome: 'failed', detail: 'Slack refused this message.' }]);
    expect(watch.slack.sent.map(({ alert }) => alert.type)).toEqual(['traffic_drop']);
  });

  it('holds up only itself when the others do', async () => {
    const watch = await liveWatch();
    watch.slack.standing = async ({ alert }) => (alert.type === 'poison' ? transient : { ok: true });
    await fire(watch, ['poison', 'critical'], ['revenue_drop', 'high'], ['traffic_drop', 'high']);
    await watch.clock.advance(60_000);
    expect(watch.slack.sent.map(({ alert }) => alert.type)).toEqual(['revenue_drop', 'traffic_drop']);
    expect(logOf(watch, 'poison')[0]).toMatchObject({ outcome: 'pending' });
  });
});

describe('a clock that is set back', () => {
  it('delays neither what waits, nor reminders, nor what is new', async () => {
    const watch = await liveWatch();
    await fire(watch, ['traffic_drop', 'critical']);
    watch.slack.next(aFailure({ retryAfterMs: minutes(50) }));
    await fire(watch, ['revenue_drop', 'critical']);
    watch.clock.jump(-30 * 24 * hour);
    await watch.clock.advance(2 * hour);
    expect(watch.slack.sent.map(({ alert }) => alert.type)).toContain('revenue_drop');
    await fire(watch, ['traffic_drop', 'critical']);
    const told = watch.slack.sent.filter(({ alert }) => alert.type === 'traffic_drop');
    expect(told.map(({ reason }) => reason)).toEqual(['firing', 'repeat', 'repeat']);
  });

  it.each([30, 60, 600])('by %d minutes does not make a pause of a minute longer', async (setBack) => {
    const watch = await liveWatch();
    watch.slack.next(aFailure({ retryAfterMs: minutes(1) }));
    await fire(watch, ['revenue_drop', 'critical']);
    watch.clock.jump(-minutes(setBack));
    await watch.clock.advance(minutes(2));
    expect(watch.slack.told()).toEqual(['firing critical']);
  });
});

describe('the order', () => {
  it('is by severity, and within an alert as it happened', async () => {
    const watch = await liveWatch();
    watch.slack.standing = transient;
    await fire(watch, ['traffic_drop', 'high'], ['revenue_drop', 'high']);
    await fire(watch, ['revenue_drop', 'critical'], ['conversion_drop', 'critical']);
    watch.slack.standing = { ok: true };
    await watch.clock.advance(minutes(2));
    const order = watch.slack.sent.map(({ alert, reason }) => `${reason} ${alert.type}`);
    expect(order).toHaveLength(4);
    expect(order.at(-1)).toBe('firing traffic_drop');
    expect(order.indexOf('severityRaised revenue_drop')).toBeGreaterThan(order.indexOf('firing revenue_drop'));
  });
});

describe('receivers', () => {
  it('are told by severity and type, and do not wait for each other', async () => {
    const { critical, fallback, receivers } = twoReceivers();
    const watch = await liveWatch({ receivers });
    critical.standing = () => new Promise(() => {});
    await fire(watch, ['revenue_drop', 'critical'], ['traffic_drop', 'high']);
    expect(critical.attempted).toHaveLength(1);
    expect(fallback.told()).toEqual(['firing high']);
  });

  it('that reach only some of their people say so, in the log of the alert and of themselves', async () => {
    const { fallback, receivers } = twoReceivers();
    const watch = await liveWatch({ receivers });
    const warning = 'Taken for a@example.com, refused for b@example.com (550).';
    fallback.next({ ok: true, warning });
    await fire(watch, ['revenue_drop', 'high']);
    expect(logOf(watch)).toMatchObject([{ outcome: 'sent', detail: warning }]);
    expect(watch.monitor.health().receivers[1]).toMatchObject({ status: 'ok', lastError: null, note: warning });
    await fire(watch, ['traffic_drop', 'high']);
    expect(watch.monitor.health().receivers[1]).toMatchObject({ note: null });
  });

  it('that are broken are replaced by the next in line, and nothing more is sent to them', async () => {
    const { critical, fallback, receivers } = twoReceivers();
    const watch = await liveWatch({ receivers });
    critical.standing = permanent;
    await fire(watch, ['revenue_drop', 'critical'], ['traffic_drop', 'critical']);
    await fire(watch, ['conversion_drop', 'critical']);
    expect(critical.attempted).toHaveLength(1);
    expect(fallback.told()).toEqual(['firing critical', 'firing critical', 'firing critical']);
    expect(watch.monitor.health().receivers).toMatchObject([
      { name: 'slack-critical', status: 'broken', lastError: 'Slack is closed for slack-critical.' },
      { name: 'slack', status: 'ok' },
    ]);
    expect(logOf(watch)).toMatchObject([
      { receiver: 'slack-critical', outcome: 'sent', detail: 'Sent through slack in place of slack-critical.' },
    ]);
  });

  it('that are all broken leave their messages visible, and get them once one is mended', async () => {
    const { critical, fallback, receivers } = twoReceivers();
    const watch = await liveWatch({ receivers });
    critical.standing = permanent;
    fallback.standing = aFailure({ kind: 'permanent', retryable: false, message: 'Slack is closed for slack.' });
    await fire(watch, ['revenue_drop', 'critical']);
    expect(logOf(watch)).toMatchObject([{ outcome: 'failed', detail: 'Slack is closed for slack.' }]);
    expect(watch.monitor.health().outbox).toMatchObject({ pending: 0, failed: 1 });

    critical.standing = { ok: true };
    expect(await watch.monitor.testReceiver('slack-critical')).toEqual({ ok: true });
    await watch.clock.advance(0);
    expect(critical.told()).toEqual(['firing critical']);
    expect(watch.monitor.health()).toMatchObject({ outbox: { pending: 0, failed: 0, sent: 1 } });
  });

  it('stay broken when the test does not get through', async () => {
    const { critical, receivers } = twoReceivers();
    const watch = await liveWatch({ receivers });
    critical.standing = permanent;
    critical.testAnswer = permanent;
    await fire(watch, ['revenue_drop', 'critical']);
    expect(await watch.monitor.testReceiver('slack-critical')).toMatchObject({ ok: false });
    expect(watch.monitor.health().receivers[0]?.status).toBe('broken');
    expect(await watch.monitor.testReceiver('pagerduty')).toBeNull();
  });

  it('that are set anew get what failed before, if it is young enough', async () => {
    const broken = await liveWatch();
    broken.slack.standing = permanent;
    await fire(broken, ['revenue_drop', 'critical'], ['traffic_drop', 'high']);
    await broken.monitor.stop();
    broken.clock.jump(2 * hour);
    const mended = broken.again();
    watches.push(mended);
    mended.monitor.start();
    await mended.clock.advance(0);
    const firing = mended.slack.sent.filter(({ key }) => key.endsWith('1-firing'));
    expect(firing.map(({ alert }) => alert.type)).toEqual(['revenue_drop']);
  });

  it('that are gone leave their messages to the next in line', async () => {
    const { critical, receivers } = twoReceivers();
    const before = await liveWatch({ receivers });
    critical.standing = transient;
    await fire(before, ['revenue_drop', 'critical']);
    await before.monitor.stop();
    const after = aWatch({ store: before.store, clock: before.clock });
    watches.push(after);
    after.monitor.start();
    await after.clock.advance(0);
    expect(after.slack.told()).toEqual(['firing critical']);
  });
});

describe('what is told when', () => {
  it('repeats hourly while nobody has it, and not after somebody does', async () => {
    const watch = await liveWatch({ policy: { ...policy, repeatMs: hour } });
    await fire(watch, ['revenue_drop', 'critical']);
    const id = watch.store.book.list({}).items[0]?.id ?? '';
    for (let window = 0; window < 15; window++) {
      await watch.clock.advance(minutes(10));
      await fire(watch, ['revenue_drop', 'critical']);
    }
    expect(watch.slack.told()).toEqual(['firing critical', 'repeat critical', 'repeat critical']);
    watch.store.book.acknowledge([id], 'kim', null, watch.clock.now());
    await watch.clock.advance(minutes(25));
    await fire(watch, ['revenue_drop', 'critical']);
    expect(watch.slack.sent).toHaveLength(3);
    expect(logOf(watch).at(-1)).toMatchObject({ outcome: 'heldBack', heldBack: 'acknowledged' });
  });

  it('does not pile up repeats while the first message has not arrived', async () => {
    const watch = await liveWatch();
    watch.slack.standing = transient;
    await fire(watch, ['revenue_drop', 'critical']);
    for (let window = 0; window < 16; window++) {
      await watch.clock.advance(minutes(10));
      await fire(watch, ['revenue_drop', 'critical']);
    }
    watch.slack.standing = { ok: true };
    await watch.clock.advance(minutes(2));
    expect(watch.slack.told()).toEqual(['firing critical']);
    expect(logOf(watch).map(({ outcome }) => outcome)).toContain('heldBack');
    await watch.clock.advance(minutes(10));
    await fire(watch, ['revenue_drop', 'critical']);
    await watch.clock.advance(minutes(20));
    await fire(watch, ['revenue_drop', 'critical']);
    expect(watch.slack.told()).toEqual(['firing critical', 'repeat critical']);
  });

  it('is held back over a snooze, and told after it', async () => {
    const watch = await liveWatch();
    await fire(watch, ['revenue_drop', 'high']);
    const id = watch.store.book.list({}).items[0]?.id ?? '';
    watch.store.book.snooze(id, watch.clock.now() + minutes(20), 'kim', watch.clock.now());
    await fire(watch, ['revenue_drop', 'critical']);
    expect(watch.slack.told()).toEqual(['firing high']);
    expect(logOf(watch).at(-1)).toMatchObject({ heldBack: 'silenced', reason: 'severityRaised' });
    await watch.clock.advance(minutes(21));
    expect(watch.slack.told()).toEqual(['firing high', 'severityRaised critical']);
  });

  it('goes on after an acknowledgement was taken back', async () => {
    const watch = await liveWatch();
    await fire(watch, ['revenue_drop', 'critical']);
    const id = watch.store.book.list({}).items[0]?.id ?? '';
    watch.store.book.acknowledge([id], 'kim', null, watch.clock.now());
    for (let window = 0; window < 5; window++) {
      await watch.clock.advance(minutes(14));
      await fire(watch, ['revenue_drop', 'critical']);
    }
    watch.store.book.unacknowledge(id, 'kim', watch.clock.now());
    await watch.clock.advance(60_000);
    expect(watch.slack.told()).toEqual(['firing critical', 'repeat critical']);
  });

  it('tells the end to everyone who was told, also where the alert was before it grew worse', async () => {
    const { critical, fallback, receivers } = twoReceivers();
    const watch = await liveWatch({ receivers });
    await fire(watch, ['revenue_drop', 'high']);
    await watch.clock.advance(minutes(5));
    await fire(watch, ['revenue_drop', 'critical']);
    await watch.clock.advance(minutes(31));
    expect(fallback.told()).toEqual(['firing high', 'resolved critical']);
    expect(critical.told()).toEqual(['firing critical', 'resolved critical']);
    expect(logOf(watch).map(({ receiver, reason }) => `${receiver} ${reason}`)).toEqual([
      'slack firing',
      'slack-critical firing',
      'slack-critical resolved',
      'slack resolved',
    ]);
  });

  it('does not leave its channel when it grows milder', async () => {
    const { critical, fallback, receivers } = twoReceivers();
    const watch = await liveWatch({ receivers });
    await fire(watch, ['revenue_drop', 'critical']);
    await watch.clock.advance(minutes(5));
    await fire(watch, ['revenue_drop', 'high']);
    await watch.clock.advance(minutes(31));
    expect(critical.told()).toEqual(['firing critical', 'resolved critical']);
    expect(fallback.told()).toEqual([]);
  });
});

const policy = {
  ...{ intervalMs: 30_000, sourceDeadlineMs: 10_000, deduplicationMs: minutes(15), repeatMs: hour, remindMs: null },
  ...{ minSeverity: 'high' as const, currency: 'USD' },
};
