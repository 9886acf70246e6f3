import { afterEach, describe, expect, it } from 'vitest';
import type { AcknowledgementIntent, AcknowledgementSync } from '../../../core/monitor/acknowledgementSync.ts';
import { failed, ok } from '../../../shared/problem.ts';
import { type AWatch, aWatch, minutes } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { aBatch, aReport, FakeSource } from '../../support/fakeSource.ts';

/** A table of rows that takes acknowledgements, or does not. */
class FakeRows implements AcknowledgementSync {
  readonly written: AcknowledgementIntent[] = [];
  answer: Awaited<ReturnType<AcknowledgementSync['write']>> = ok({ written: true, message: null });

  async write(intent: AcknowledgementIntent) {
    if (this.answer.ok) this.written.push(intent);
    return this.answer;
  }
}

let watch: AWatch;
afterEach(async () => {
  await watch.monitor.stop();
  expect(watch.clock.pendingTimers).toBe(0);
});

async function withAlert(sync: AcknowledgementSync) {
  const rows = new FakeSource({ name: 'anomalies', kind: 'anomalies' });
  watch = aWatch({ sources: [rows], acknowledgementSync: sync });
  const windowStart = watch.clock.now();
  watch.monitor.start();
  await watch.clock.advance(0);
  const tell = async (...acknowledgements: ({ at: number; by: string } | null)[]) => {
    const observations = acknowledgements.map((acknowledgement, index) =>
      anObservation({ source: 'anomalies', windowStart: windowStart + minutes(5 * index), acknowledgement }),
    );
    rows.next(aReport({ batches: [aBatch(watch.clock.now(), observations, { completeness: 'rows' })] }));
    await watch.cycle();
  };
  await tell(null);
  const alert = () => watch.store.book.list({}).items[0];
  return { tell, alert, id: alert()?.id ?? '', windowStart, rows };
}

function acknowledge(id: string): void {
  watch.monitor.alertsChanged(watch.store.book.acknowledge([id], 'kim', 'on it', watch.clock.now()));
}

describe('an acknowledgement given here', () => {
  it('reaches the rows at once, and subscribers too', async () => {
    const rows = new FakeRows();
    const { id, windowStart } = await withAlert(rows);
    acknowledge(id);
    await watch.clock.advance(0);
    expect(rows.written).toEqual([
      ...[
        {
          alertId: id,
          type: 'revenue_drop',
          windowStarts: [windowStart],
          acknowledged: true,
          at: watch.clock.now(),
          by: 'kim',
        },
      ],
    ]);
    expect(watch.changes.some((change) => change.kind === 'alerts' && change.alerts[0]?.acknowledgedBy === 'kim')).toBe(
      true,
    );
  });

  it('is read back at once, so that the next word of others is known to be theirs', async () => {
    const sync = new FakeRows();
    const { id, rows } = await withAlert(sync);
    const before = rows.polls.length;
    acknowledge(id);
    await watch.clock.advance(0);
    expect(sync.written).toHaveLength(1);
    expect(rows.polls).toHaveLength(before + 1);
  });

  it('is not read back where nothing was written', async () => {
    const sync = new FakeRows();
    sync.answer = ok({ written: false, message: null });
    const { id, rows } = await withAlert(sync);
    const before = rows.polls.length;
    acknowledge(id);
    await watch.clock.advance(0);
    expect(sync.written).toHaveLength(1);
    expect(rows.polls).toHaveLength(before);
  });

  it('waits while ClickHouse is away, and goes out with the next cycle that finds it', async () => {
    const rows = new FakeRows();
    rows.answer = failed('unreachable', 'ClickHouse does not answer.');
    const { id } = await withAlert(rows);
    acknowledge(id);
    await watch.clock.advance(minutes(3));
    expect(rows.written).toEqual([]);
    rows.answer = ok({ written: true, message: null });
    await watch.clock.advance(minutes(1));
    expect(rows.written).toHaveLength(1);
    await watch.clock.advance(minutes(3));
    expect(rows.written).toHaveLength(1);
  });

  it('that was thought better of while waiting goes out as it is in the end', async () => {
    const rows = new FakeRows();
    rows.answer = failed('unreachable', 'ClickHouse does not answer.');
    const { id } = await withAlert(rows);
    acknowledge(id);
    watch.clock.jump(1000);
    watch.store.book.unacknowledge(id, 'kim', watch.clock.now());
    rows.answer = ok({ written: true, message: null });
    await watch.clock.advance(minutes(1));
    expect(rows.written.map(({ acknowledged }) => acknowledged)).toEqual([false]);
  });

  it('is not tried for ever where rows cannot be written', async () => {
    const rows = new FakeRows();
    rows.answer = ok({ written: false, message: 'The table anomalies has no column acknowledged.' });
    const { id, tell, alert } = await withAlert(rows);
    acknowledge(id);
    await watch.clock.advance(0);
    await tell(null);
    await tell(null);
    expect(rows.written).toHaveLength(1);
    expect(alert()?.status).toBe('acknowledged');
    expect(watch.log.lines.some(({ message }) => message.includes('no column acknowledged'))).toBe(true);
  });

  it('is carried to rows that come after it', async () => {
    const rows = new FakeRows();
    const { id, tell, windowStart } = await withAlert(rows);
    acknowledge(id);
    await watch.clock.advance(0);
    const mine = { at: rows.written[0]?.at ?? 0, by: 'kim' };
    await tell(mine, null);
    expect(rows.written.at(-1)?.windowStarts).toEqual([windowStart, windowStart + minutes(5)]);
    await tell(mine, mine);
    expect(rows.written).toHaveLength(2);
  });

  it('read back from the row is not taken for another one', async () => {
    const { id, tell, alert } = await withAlert(new FakeRows());
    acknowledge(id);
    await watch.clock.advance(0);
    const secondsOnly = Math.floor(watch.clock.now() / 1000) * 1000;
    await tell({ at: secondsOnly, by: 'kim' });
    watch.store.book.unacknowledge(id, 'kim', watch.clock.now() + 1);
    await tell({ at: secondsOnly, by: 'kim' });
    expect(alert()?.status).toBe('active');
  });

  it('is taken back here when somebody takes it back there', async () => {
    const { id, tell, alert } = await withAlert(new FakeRows());
    acknowledge(id);
    await watch.clock.advance(0);
    await tell({ at: watch.clock.now(), by: 'kim' });
    await tell(null);
    expect(alert()?.status).toBe('active');
  });
});

it('given there shows here within one cycle, with its name, and ends what was due', async () => {
  const { tell, alert, id } = await withAlert(new FakeRows());
  await tell({ at: watch.clock.now() - 1000, by: 'alex' });
  expect(alert()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'alex' });
  expect(watch.store.book.detail(id)?.history.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
    'fired anomalies',
    'acknowledged alex',
  ]);
  await watch.clock.advance(minutes(29));
  expect(watch.slack.told()).toEqual(['firing high']);
});

it('reaches the rows of what joined the alert under a name of its own', async () => {
  const rows = new FakeRows();
  const { windowStart, rows: source } = await withAlert(rows);
  const learned = anObservation({
    ...{
      source: 'anomalies',
      type: 'learned_low',
      labels: { metric: 'revenue' },
      windowStart: windowStart + minutes(5),
    },
    sameAs: [{ type: 'revenue_drop', labels: {} }],
  });
  source.next(aReport({ batches: [aBatch(watch.clock.now(), [learned], { completeness: 'rows' })] }));
  await watch.cycle();
  const [alert] = watch.store.book.list({}).items;
  expect(alert).toMatchObject({ type: 'revenue_drop', occurrences: 2 });
  acknowledge(alert?.id ?? '');
  await watch.clock.advance(0);
  expect(rows.written[0]).toMatchObject({
    type: 'revenue_drop',
    joined: [{ type: 'learned_low', windowStarts: [windowStart + minutes(5)] }],
  });
});
