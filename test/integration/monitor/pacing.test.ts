import { afterEach, describe, expect, it } from 'vitest';
import type { DigestMessage } from '../../../core/notify/notifier.ts';
import { plainRoute } from '../../../shared/delivery/builtInRoutes.ts';
import type { Severity } from '../../../shared/severity.ts';
import { minutes } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { deliveryWatches } from '../../support/deliveryWatch.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';
import { aFailure, RecordingNotifier } from '../../support/recordingNotifier.ts';

const watches = deliveryWatches();
afterEach(() => watches.end());

/** Takes many in one message, and can refuse to. */
class DigestingNotifier extends RecordingNotifier {
  readonly digests: DigestMessage[] = [];
  readonly refusals: ReturnType<typeof aFailure>[] = [];

  async sendDigest(digest: DigestMessage) {
    const refusal = this.refusals.shift();
    if (refusal) return refusal;
    this.digests.push(digest);
    return { ok: true as const };
  }
}

async function stormy(limits: object = {}, overrides: object = {}) {
  const slack = new DigestingNotifier();
  const receivers = [{ name: 'slack', notifier: slack }];
  const watch = await watches.live({ delivery: { limits }, overrides: { receivers, ...overrides } });
  const storm = (count: number, severity: Severity = 'high', from = 0) =>
    watch.window(...Array.from({ length: count }, (_, index): [string, Severity] => [`job_${from + index}`, severity]));
  return { watch, slack, storm };
}

describe('a hundred alerts from one cause', () => {
  it('are one message with a count, and the log says so of each', async () => {
    const { watch, slack, storm } = await stormy();
    await storm(100);
    await watch.clock.advance(minutes(1));
    expect(slack.sent).toEqual([]);
    expect(slack.digests.map(({ messages }) => messages.length)).toEqual([100]);
    const log = watch.store.book.detail(watch.idOf('job_7'))?.notificationLog;
    expect(log).toMatchObject([{ outcome: 'sent', detail: 'In one message with 99 others.' }]);
    expect(watch.monitor.health().outbox).toMatchObject({ pending: 0, sent: 100 });
  });

  it('are said to cost the money of a window once, and to follow from what most of them follow from', async () => {
    const { watch, slack } = await stormy();
    const consequences = [
      'traffic_drop',
      'conversion_drop',
      'cart_abandonment_spike',
      'category_imbalance',
      'revenue_drop',
    ];
    const types = ['data_quality_issue', ...consequences];
    const fire = async (lostRevenue: number) => {
      const at = watch.clock.now();
      const found = types.map((type) => anObservation({ type, severity: 'critical', windowStart: at, lostRevenue }));
      watch.engine.next(aReport({ batches: [aBatch(at, found)] }));
      await watch.cycle();
    };
    await fire(400);
    await watch.clock.advance(minutes(5));
    await fire(250);
    await watch.clock.advance(minutes(5));
    const [digest] = slack.digests;
    const causes = digest?.messages.map(({ alert, cause }) => [alert.type, cause?.title ?? null]);
    expect(new Map(causes as [string, string | null][])).toEqual(
      new Map([['data_quality_issue', null], ...consequences.map((type) => [type, 'Data quality issue'] as const)]),
    );
    expect(digest?.lostRevenue).toBe(400);
    const ids = types.map(watch.idOf);
    const together = watch.store.transaction((tx) => tx.alerts.lostRevenueOf(ids));
    expect(together).toMatchObject({ value: 650 });
  });

  it('that the service refuses as one go one by one, and none is lost', async () => {
    const { watch, slack, storm } = await stormy();
    slack.refusals.push(aFailure({ kind: 'rejected', retryable: false, message: 'Too big.' }));
    await storm(20);
    await watch.clock.advance(minutes(1));
    expect(slack.sent).toHaveLength(20);
  });

  it('that the service stumbles over as one go one by one as soon as one gets through, and none is lost', async () => {
    const { watch, slack, storm } = await stormy();
    slack.refusals.push(...Array.from({ length: 100 }, () => aFailure()));
    await storm(20);
    await watch.clock.advance(minutes(10));
    expect(new Set(slack.sent.map(({ alert }) => alert.id)).size).toBe(20);
    expect(slack.sent).toHaveLength(20);
  });

  it('that do not get through are tried again as one, however chance spreads single messages', async () => {
    let drawn = 0;
    const random = () => ((drawn++ * 7) % 20) / 20;
    const { watch, slack, storm } = await stormy({}, { random });
    slack.refusals.push(...Array.from({ length: 6 }, () => aFailure()));
    await storm(20, 'critical');
    await watch.clock.advance(minutes(5));
    expect(slack.digests.map(({ messages }) => messages.length)).toEqual([20]);
    expect(slack.sent).toEqual([]);
  });
});

describe('more than a receiver is to get in five minutes', () => {
  const limits = { perSecond: 100, burst: 100, windowSeconds: 300, maxPerWindow: 3 };

  it('waits, says why, and goes out as one; what is critical does not wait', async () => {
    const { watch, slack } = await stormy(limits);
    for (const type of ['a', 'b', 'c']) await watch.fire([type, 'high']);
    expect(slack.told()).toEqual(['firing high', 'firing high', 'firing high']);
    await watch.fire(['d', 'high']);
    await watch.fire(['e', 'high'], ['f', 'critical']);
    expect(slack.told().slice(3)).toEqual(['firing critical']);
    expect(watch.store.book.detail(watch.idOf('d'))?.notificationLog).toMatchObject([
      { outcome: 'pending', detail: expect.stringContaining('Held to the limit of 3 messages in 5 min') },
    ]);
    await watch.clock.advance(minutes(5));
    expect(slack.digests.map(({ messages }) => messages.map(({ alert }) => alert.type).sort())).toEqual([['d', 'e']]);
  });

  it('is remembered over a restart', async () => {
    const { watch, slack } = await stormy(limits);
    for (const type of ['a', 'b', 'c', 'd']) await watch.fire([type, 'high']);
    const again = await watches.restart(watch);
    await again.clock.advance(minutes(1));
    expect(slack.sent).toHaveLength(3);
    await again.clock.advance(minutes(5));
    expect(slack.sent).toHaveLength(4);
  });
});

describe('a receiver with limits of its own', () => {
  const slow = { perSecond: 0.1, burst: 1 };
  const toBoth = plainRoute('All', [], {
    routes: [
      plainRoute('Slack', [], { receivers: ['slack'], continue: true }),
      plainRoute('Mail', [], { receivers: ['email'] }),
    ],
  });
  const told = async (options: object) => {
    const watch = await watches.live({ receivers: ['slack', 'email'], delivery: { routes: toBoth, options } });
    for (const type of ['a', 'b', 'c']) await watch.fire([type, 'high']);
    const soon = ['slack', 'email'].map((name) => watch.told(name).length);
    await watch.clock.advance(20_000);
    return [soon, ['slack', 'email'].map((name) => watch.told(name).length)];
  };

  it('keeps to those, and the others to the general ones', async () => {
    expect(await told({})).toEqual([
      [3, 3],
      [3, 3],
    ]);
    expect(await told({ slack: { limits: slow }, email: { limits: null } })).toEqual([
      [1, 3],
      [3, 3],
    ]);
  });
});

it('repetitions that were held back are counted in the next message', async () => {
  const { watch, slack } = await stormy();
  for (let passed = 0; passed <= 60; passed += 5) {
    await watch.window(['a', 'high']);
    await watch.clock.advance(minutes(5));
  }
  expect(slack.sent.map(({ reason, suppressed }) => [reason, suppressed])).toEqual([
    ['firing', 0],
    ['repeat', 11],
  ]);
});

it('a line of the log that nothing waits for is gone after thirty days', async () => {
  const { watch } = await stormy();
  await watch.window(['a', 'high']);
  const id = watch.idOf('a');
  const told = () => watch.store.book.detail(id)?.notificationLog.some(({ reason }) => reason === 'firing');
  const nearly = await watches.restart(watch, {}, minutes(29 * 24 * 60));
  await nearly.cycle();
  expect(told()).toBe(true);
  const later = await watches.restart(nearly, {}, minutes(2 * 24 * 60));
  await later.cycle();
  expect(told()).toBe(false);
});
