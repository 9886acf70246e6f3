import { afterEach, describe, expect, it } from 'vitest';
import { type AWatch, aWatch, minutes } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';
import { aFailure } from '../../support/recordingNotifier.ts';

const watches: AWatch[] = [];
async function liveWatch(overrides: Parameters<typeof aWatch>[0] = {}): Promise<AWatch> {
  const made = aWatch(overrides);
  watches.push(made);
  made.monitor.start();
  await made.clock.advance(0);
  return made;
}
afterEach(async () => {
  for (const { monitor, clock } of watches.splice(0)) {
    const stopped = monitor.stop();
    await clock.advance(2000);
    await stopped;
  }
});

async function fire(watch: AWatch, severity: 'critical' | 'low' = 'critical', cooldownMs?: number): Promise<void> {
  const at = watch.clock.now();
  const more = cooldownMs === undefined ? {} : { cooldownMs };
  const observation = anObservation({ severity, windowStart: at, source: 'anomalies', ...more });
  watch.engine.next(aReport({ batches: [aBatch(at, [observation], { completeness: 'rows' })] }));
  await watch.cycle();
}

const said = ({ log }: AWatch, message: string) => log.lines.filter((line) => line.message === message);

describe('the log in debug mode', () => {
  it('has every decision: for whom, about what, and why not', async () => {
    const watch = await liveWatch();
    await fire(watch);
    expect(said(watch, 'Is told.')).toMatchObject([
      { level: 'debug', fields: { type: 'revenue_drop', receiver: 'slack', reason: 'firing' } },
    ]);
    await watch.clock.advance(minutes(5));
    await fire(watch);
    expect(said(watch, 'Is held back.').at(-1)).toMatchObject({
      level: 'debug',
      fields: { receiver: 'slack', heldBack: 'deduplicated', detail: 'Told 5 min before as critical.' },
    });
  });

  it('has none of a cycle that the disk did not take', async () => {
    const watch = await liveWatch();
    const { transaction } = watch.store;
    watch.store.transaction = (work) => {
      const done = transaction(work);
      return done.ok ? { ok: false, error: { code: 'storage', retryable: true, message: 'The disk is full.' } } : done;
    };
    await fire(watch);
    watch.store.transaction = transaction;
    expect(said(watch, 'Is told.')).toEqual([]);
  });

  it('sums up every cycle, source by source', async () => {
    const watch = await liveWatch();
    await fire(watch);
    expect(said(watch, 'Checked.').at(-1)).toMatchObject({
      level: 'debug',
      fields: { trigger: 'manual', begun: 1, sources: [{ name: 'engine', batches: 1, observations: 1, skipped: 0 }] },
    });
  });
});

describe('attempts to send', () => {
  const failure = aFailure({ message: 'https://hooks.example.com/PLANTED refused.' });

  it.each([
    [true, 'info'],
    [false, 'debug'],
  ])('are logged whatever came of them, ALERT_LOG_ATTEMPTS %s: at %s', async (logAttempts, level) => {
    const watch = await liveWatch({ logAttempts });
    watch.slack.next(failure);
    await fire(watch);
    await watch.clock.advance(minutes(1));
    await watch.monitor.testReceiver('slack');
    const attempts = said(watch, 'Tried to send.');
    const key = expect.stringMatching(/^[\w-]+\/slack\/1-firing$/);
    expect(attempts).toMatchObject([
      {
        level,
        fields: { receiver: 'slack', keys: [key], reason: 'firing', outcome: 'transient', code: 'unreachable' },
      },
      { level, fields: { receiver: 'slack', keys: [key], reason: 'firing', outcome: 'sent', durationMs: 0 } },
      { level, fields: { receiver: 'slack', keys: [], reason: 'test', outcome: 'sent' } },
    ]);
    expect(JSON.stringify(attempts)).not.toContain('PLANTED');
  });
});

describe('what diagnostics see of the store', () => {
  const general = minutes(15);

  it('are cooldowns, until they are over', async () => {
    const watch = await liveWatch();
    const at = watch.clock.now();
    await fire(watch);
    const until = new Date(at + general).toISOString();
    expect(watch.store.inspect(general).cooldowns).toMatchObject({
      items: [{ title: 'Revenue drop', severity: 'critical', receiver: 'slack', until }],
      more: 0,
    });
    await watch.clock.advance(general);
    expect(watch.store.inspect(general).cooldowns.items).toEqual([]);
  });

  it("go by an alert's own cooldown", async () => {
    const watch = await liveWatch();
    const at = watch.clock.now();
    await fire(watch, 'critical', minutes(40));
    expect(watch.store.inspect(general).cooldowns.items.map(({ until }) => Date.parse(until))).toEqual([
      at + minutes(40),
    ]);
  });

  it('hold nothing of what was never told', async () => {
    const watch = await liveWatch();
    await fire(watch, 'low');
    expect(watch.store.inspect(general)).toEqual({ cooldowns: { items: [], more: 0 }, outbox: [] });
  });

  it('are what waits, since when, and what was given up and why', async () => {
    const watch = await liveWatch();
    watch.slack.standing = aFailure();
    const at = watch.clock.now();
    await fire(watch);
    expect(watch.store.inspect(general).outbox).toMatchObject([
      { receiver: 'slack', waiting: 1, oldestAt: new Date(at).toISOString(), failed: 0, lastFailure: null },
    ]);
    watch.slack.standing = aFailure({ kind: 'rejected', retryable: false, message: 'Slack refused this message.' });
    await watch.clock.advance(minutes(2));
    expect(watch.store.inspect(general).outbox).toEqual([
      {
        ...{ receiver: 'slack', waiting: 0, oldestAt: null, nextAttemptAt: null },
        ...{ failed: 1, lastFailure: 'Slack refused this message.' },
      },
    ]);
  });
});
