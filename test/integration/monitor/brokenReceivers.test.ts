import { afterEach, describe, expect, it } from 'vitest';
import { plainRoute } from '../../../shared/delivery/builtInRoutes.ts';
import { minutes } from '../../support/aWatch.ts';
import { type DeliveryWatch, deliveryWatches } from '../../support/deliveryWatch.ts';
import { aFailure, type RecordingNotifier } from '../../support/recordingNotifier.ts';

const watches = deliveryWatches();
afterEach(() => watches.end());

const closed = aFailure({ kind: 'permanent', retryable: false, message: 'Slack is closed for slack-critical.' });

function notifierOf(watch: DeliveryWatch, name: string): RecordingNotifier {
  const notifier = watch.notifiers.get(name);
  if (!notifier) throw new Error(`no receiver ${name}`);
  return notifier;
}

/** `slack-critical` is broken since noon, and `slack` stood in for it once. */
async function withOneBroken() {
  const watch = await watches.live({ receivers: ['slack-critical', 'slack'] });
  const critical = notifierOf(watch, 'slack-critical');
  critical.standing = closed;
  await watch.fire(['a', 'critical']);
  /** Of what it was told that it fires. */
  const typesOf = (name: string) =>
    notifierOf(watch, name)
      .sent.filter(({ reason }) => reason === 'firing')
      .map(({ alert }) => alert.type);
  return { watch, critical, typesOf, health: () => watch.monitor.health().receivers[0] };
}

describe('a receiver that is broken', () => {
  it('says since when, and from when on it is tried again by itself', async () => {
    const { health } = await withOneBroken();
    expect(health()).toMatchObject({
      ...{ status: 'broken', lastError: 'Slack is closed for slack-critical.' },
      ...{ brokenSince: '2026-03-10T12:00:00.000Z', retryAt: '2026-03-10T12:15:00.000Z' },
    });
  });

  it('is left alone until then, and while there is nothing new to tell', async () => {
    const { watch, critical, typesOf } = await withOneBroken();
    await watch.clock.advance(minutes(14));
    await watch.fire(['b', 'critical']);
    await watch.clock.advance(minutes(10));
    expect(critical.attempted).toHaveLength(1);
    expect(typesOf('slack')).toEqual(['a', 'b']);
  });

  it('is tried with one message, while the others go to the next in line', async () => {
    const { watch, critical, typesOf } = await withOneBroken();
    await watch.clock.advance(minutes(15));
    critical.standing = () => new Promise(() => {});
    await watch.fire(['b', 'critical'], ['c', 'critical'], ['d', 'critical']);
    expect(critical.attempted.map(({ alert }) => alert.type)).toEqual(['a', 'b']);
    expect(typesOf('slack')).toEqual(['a', 'c', 'd']);
    await watch.clock.advance(10_000);
    expect(typesOf('slack')).toEqual(['a', 'c', 'd', 'b']);
  });

  it('that takes it works again, which the log says', async () => {
    const { watch, critical, typesOf, health } = await withOneBroken();
    await watch.clock.advance(minutes(15));
    critical.standing = { ok: true };
    await watch.fire(['b', 'critical']);
    await watch.fire(['c', 'critical']);
    expect(typesOf('slack-critical')).toEqual(['b', 'c']);
    expect(typesOf('slack')).toEqual(['a']);
    expect(health()).toMatchObject({ status: 'ok', lastError: null });
    expect(health()).not.toHaveProperty('retryAt');
    expect(watch.log.lines.map(({ message }) => message)).toContain('slack-critical takes messages again.');
  });

  it.each<[string, ReturnType<typeof aFailure>]>([
    ['for good', closed],
    ['for the moment', aFailure({ code: 'rateLimited', retryAfterMs: minutes(50) })],
    ['because of that message', aFailure({ kind: 'rejected', retryable: false })],
  ])('that refuses it %s loses nothing by it, and is left alone for twice as long', async (_, failure) => {
    const { watch, critical, typesOf, health } = await withOneBroken();
    await watch.clock.advance(minutes(15));
    critical.standing = failure;
    await watch.fire(['b', 'critical']);
    expect(typesOf('slack')).toEqual(['a', 'b']);
    expect(watch.logOf('b')).toEqual(['slack-critical firing sent']);
    expect(health()).toMatchObject({ status: 'broken', retryAt: '2026-03-10T12:45:00.000Z' });
    await watch.clock.advance(minutes(29));
    await watch.fire(['c', 'critical']);
    expect(critical.attempted.map(({ alert }) => alert.type)).toEqual(['a', 'b']);
    await watch.clock.advance(minutes(1));
    await watch.fire(['d', 'critical']);
    expect(critical.attempted.length).toBeGreaterThan(2);
    expect(typesOf('slack')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is known by a test message that is refused for good, before an alert finds out', async () => {
    const watch = await watches.live({ receivers: ['slack-critical', 'slack'] });
    const critical = notifierOf(watch, 'slack-critical');
    critical.testAnswer = aFailure();
    await watch.monitor.testReceiver('slack-critical');
    expect(watch.monitor.health().receivers[0]).toMatchObject({ status: 'ok', lastError: null });
    critical.testAnswer = closed;
    await watch.monitor.testReceiver('slack-critical');
    expect(watch.monitor.health().receivers[0]).toMatchObject({ status: 'broken', lastError: closed.error.message });
    await watch.fire(['a', 'critical']);
    expect(critical.attempted).toEqual([]);
    expect(notifierOf(watch, 'slack').told()).toEqual(['firing critical']);
    critical.testAnswer = { ok: true };
    await watch.monitor.testReceiver('slack-critical');
    expect(watch.monitor.health().receivers[0]).toMatchObject({ status: 'ok', lastError: null });
  });

  it('is known to work by a test message too, also after a restart', async () => {
    const watch = await watches.live({ receivers: ['slack'] });
    expect(watch.monitor.health().receivers[0]).toMatchObject({ status: 'ok', lastSentAt: null });
    await watch.monitor.testReceiver('slack');
    const tested = { status: 'ok', lastSentAt: '2026-03-10T12:00:00.000Z' };
    expect(watch.monitor.health().receivers[0]).toMatchObject(tested);
    const again = await watches.restart(watch);
    expect(again.monitor.health().receivers[0]).toMatchObject(tested);
  });

  it('is not tried with news of who has an alert: those told of it are elsewhere', async () => {
    const routes = plainRoute('All', [], { receivers: ['slack-bot', 'slack'] });
    const watch = await watches.live({
      ...{ receivers: ['slack-bot', 'slack'], hears: ['slack-bot'] },
      delivery: { routes },
    });
    const bot = notifierOf(watch, 'slack-bot');
    await watch.fire(['a', 'critical']);
    bot.standing = closed;
    await watch.fire(['b', 'critical']);
    await watch.clock.advance(minutes(20));
    watch.acknowledge('a');
    await watch.clock.advance(0);
    expect(bot.attempted.map(({ reason, alert }) => `${reason} ${alert.type}`)).toEqual(['firing a', 'firing b']);
  });
});

describe('who stood in for a broken receiver', () => {
  async function withAStandIn() {
    const routes = plainRoute('All', [], { receivers: ['slack', 'pager'] });
    const watch = await watches.live({ receivers: ['slack', 'pager'], hears: ['pager'], delivery: { routes } });
    notifierOf(watch, 'slack').standing = closed;
    await watch.fire(['a', 'critical']);
    return watch;
  }

  it('hears who has the alert, and once that it is over', async () => {
    const watch = await withAStandIn();
    watch.acknowledge('a');
    await watch.clock.advance(minutes(30));
    expect(watch.told('pager')).toEqual(['firing critical', 'acknowledged critical', 'resolved critical']);
  });

  it('hears of the end beside the other one that works again', async () => {
    const watch = await withAStandIn();
    notifierOf(watch, 'slack').standing = { ok: true };
    await watch.monitor.testReceiver('slack');
    await watch.clock.advance(minutes(30));
    expect(watch.told('slack')).toEqual(['resolved critical']);
    expect(watch.told('pager')).toEqual(['firing critical', 'resolved critical']);
  });

  it('hears of the end once after a restart, too', async () => {
    const watch = await withAStandIn();
    const again = await watches.restart(watch);
    await again.clock.advance(minutes(30));
    expect(again.told('pager')).toEqual(['firing critical', 'resolved critical']);
  });
});

describe('when every receiver in line is broken', () => {
  it('one whose time has come is tried, and what nobody was told is told once it works', async () => {
    const { watch, critical, typesOf } = await withOneBroken();
    notifierOf(watch, 'slack').standing = closed;
    await watch.fire(['b', 'critical']);
    expect(watch.logOf('b')).toEqual(['slack-critical firing failed']);
    await watch.clock.advance(minutes(16));
    critical.standing = { ok: true };
    await watch.fire(['c', 'critical']);
    expect(typesOf('slack-critical')).toEqual(['c', 'b']);
    expect(watch.monitor.health().outbox).toMatchObject({ pending: 0, failed: 0 });
  });

  it('a message that comes too early for the first tries the next whose time has come', async () => {
    const { watch, critical, typesOf } = await withOneBroken();
    const slack = notifierOf(watch, 'slack');
    await watch.clock.advance(minutes(10));
    slack.standing = closed;
    await watch.fire(['b', 'critical']);
    await watch.clock.advance(minutes(6));
    await watch.fire(['c', 'critical']);
    expect(critical.attempted.at(-1)?.alert.type).toBe('c');
    await watch.clock.advance(minutes(10));
    slack.standing = { ok: true };
    await watch.fire(['d', 'critical']);
    expect(typesOf('slack')).toContain('d');
    expect([...new Set(typesOf('slack'))].sort()).toEqual(['a', 'b', 'c', 'd']);
  });
});

it('a restart in the midst of a trial loses nothing, and tries at once', async () => {
  const { watch, critical } = await withOneBroken();
  await watch.clock.advance(minutes(15));
  critical.standing = () => new Promise(() => {});
  await watch.fire(['b', 'critical'], ['c', 'critical']);
  critical.standing = { ok: true };
  const again = await watches.restart(watch);
  expect(again.told('slack-critical')).toEqual(['firing critical']);
  expect(again.notifiers.get('slack-critical')?.sent.map(({ alert }) => alert.type)).toEqual(['b']);
  expect(again.monitor.health()).toMatchObject({
    receivers: [{ status: 'ok' }, {}],
    outbox: { pending: 0, failed: 0 },
  });
});

it('a test that gets through mends at once', async () => {
  const { watch, critical, typesOf } = await withOneBroken();
  critical.standing = { ok: true };
  await watch.monitor.testReceiver('slack-critical');
  await watch.fire(['b', 'critical']);
  expect(typesOf('slack-critical')).toEqual(['b']);
});
