import { afterEach, describe, expect, it } from 'vitest';
import type { DigestMessage } from '../../../core/notify/notifier.ts';
import type { Severity } from '../../../shared/severity.ts';
import { minutes } from '../../support/aWatch.ts';
import { deliveryWatches } from '../../support/deliveryWatch.ts';
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

async function stormy(limits: object = {}) {
  const slack = new DigestingNotifier();
  const receivers = [{ name: 'slack', notifier: slack }];
  const watch = await watches.live({ delivery: { limits }, overrides: { receivers } });
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

  it('that the service refuses as one go one by one, and none is lost', async () => {
    const { watch, slack, storm } = await stormy();
    slack.refusals.push(aFailure({ kind: 'rejected', retryable: false, message: 'Too big.' }));
    await storm(20);
    await watch.clock.advance(minutes(1));
    expect(slack.sent).toHaveLength(20);
  });

  it('that do not get through are tried again as one', async () => {
    const { watch, slack, storm } = await stormy();
    slack.refusals.push(aFailure(), aFailure());
    await storm(20);
    await watch.clock.advance(minutes(2));
    expect(slack.digests.map(({ messages }) => messages.length)).toEqual([20]);
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
