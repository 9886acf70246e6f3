import { describe, expect, it } from 'vitest';
import { acknowledgeAlert, unacknowledgeAlert } from '../../../core/alerts/acknowledgeAlert.ts';
import { statusOf } from '../../../core/alerts/alertRecord.ts';
import type { Unjudged } from '../../../core/alerts/observation.ts';
import { BatchBook, fingerprint } from '../../support/batchBook.ts';
import { anObservation } from '../../support/builders.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;
/** The window that begins so many minutes after noon, and when it is judged: five minutes and thirty seconds later. */
const at = (minutes: number) => noon + minutes * minute;
const judged = (minutes: number) => at(minutes) + 330_000;
const seen = (minutes: number, overrides = {}) => anObservation({ windowStart: at(minutes), ...overrides });

const transitions = (applied: ReturnType<BatchBook['window']>) => applied.drafts.flatMap((draft) => draft.transitions);

describe('one thing, one alert', () => {
  it('opens an alert at the first window and counts the next ones into it', () => {
    const book = new BatchBook();
    expect(transitions(book.window(judged(0), seen(0)))).toEqual(['opened']);
    expect(transitions(book.window(judged(5), seen(5, { metricValue: 200 })))).toEqual(['merged']);

    const alert = book.one();
    expect(alert).toMatchObject({ occurrences: 2, startsAt: judged(0), lastSeenAt: judged(5), windowStart: at(5) });
    expect(alert.metricValue).toBe(200);
    expect(book.kinds()).toEqual(['fired']);
  });

  it('keeps things apart that differ in a label, and together whatever the order of labels', () => {
    const book = new BatchBook();
    book.window(
      judged(0),
      seen(0, { labels: { category: 'Shoes' } }),
      seen(0, { labels: { category: 'Hats' } }),
      seen(0, { labels: { a: '1', b: '2' } }),
    );
    book.window(judged(5), seen(5, { labels: { b: '2', a: '1' } }));
    expect([...book.records.values()].map((record) => record.occurrences)).toEqual([1, 1, 2]);
  });

  it('gives the same ids when the same windows are replayed', () => {
    const ids = [1, 2].map(() => {
      const book = new BatchBook();
      book.window(judged(0), seen(0));
      return book.one().id;
    });
    expect(ids[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(ids[0]).toBe(ids[1]);
  });

  it('does not count a window twice that a second source tells as well', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0));
    const told = book.rows(judged(1), seen(0));
    expect(transitions(told)).toEqual([]);
    expect(book.one()).toMatchObject({ occurrences: 1, source: 'engine' });
    expect(book.one().sources.map((state) => state.source)).toEqual(['engine']);
  });

  it('lets a worse verdict on a known window raise the severity', () => {
    const book = new BatchBook();
    book.rows(judged(0), seen(0, { severity: 'medium' }));
    const told = book.rows(judged(1), seen(0, { severity: 'critical', description: 'Worse than thought.' }));
    expect(transitions(told)).toEqual(['severityRaised']);
    expect(book.one()).toMatchObject({ severity: 'critical', occurrences: 1, description: 'Worse than thought.' });
  });

  it('shows the newest window when an older one arrives late, and counts both', () => {
    const book = new BatchBook();
    book.rows(judged(10), seen(10, { metricValue: 10 }));
    book.rows(judged(11), seen(5, { metricValue: 5 }));
    expect(book.one()).toMatchObject({ windowStart: at(10), metricValue: 10, occurrences: 2 });
  });
});

describe('severity', () => {
  it('follows the newest window up and down, and says so', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0, { severity: 'medium' }));
    expect(transitions(book.window(judged(5), seen(5, { severity: 'critical' })))).toEqual([
      'merged',
      'severityRaised',
    ]);
    expect(transitions(book.window(judged(10), seen(10, { severity: 'high' })))).toEqual(['merged']);
    expect(book.one().severity).toBe('high');
    expect(book.kinds()).toEqual(['fired', 'severityRaised', 'severityLowered']);
    expect(book.history[1]?.note).toBe('medium → critical');
  });

  it('is the worst of the sources that hold the alert open', () => {
    const book = new BatchBook();
    book.rows(judged(0), seen(0, { severity: 'critical' }));
    book.window(judged(5), seen(5, { severity: 'medium' }));
    expect(book.one().severity).toBe('critical');
    book.expire('anomalies', judged(0) + 30 * minute);
    expect(book.one()).toMatchObject({ severity: 'medium', resolvedAt: null });
  });

  it('of one that is over is the worst that it was, and follows the newest window again when it comes back', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0, { severity: 'critical' }));
    book.window(judged(5), seen(5, { severity: 'low' }));
    expect(book.one()).toMatchObject({ severity: 'low', worst: 'critical' });
    for (const minutes of [10, 15]) book.window(judged(minutes));
    expect(book.one()).toMatchObject({ severity: 'critical', resolvedAt: judged(15) });
    book.window(judged(20), seen(20, { severity: 'medium' }));
    expect(book.one()).toMatchObject({ severity: 'medium', worst: 'critical', resolvedAt: null });
  });

  it('is raised by a late window, never lowered by one', () => {
    const book = new BatchBook();
    book.rows(judged(10), seen(10, { severity: 'high' }));
    book.rows(judged(11), seen(5, { severity: 'medium' }));
    expect(book.one().severity).toBe('high');
    book.rows(judged(12), seen(0, { severity: 'critical' }));
    expect(book.one().severity).toBe('critical');
  });
});

describe('the end', () => {
  it('comes after two clear windows, not after one', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0));
    book.window(judged(5));
    expect(book.one().resolvedAt).toBeNull();
    expect(transitions(book.window(judged(10)))).toEqual(['resolved']);
    expect(book.one()).toMatchObject({ resolvedAt: judged(10) });
    expect(statusOf(book.one())).toBe('resolved');
  });

  it('is put off when it fires between two clear windows', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0));
    book.window(judged(5));
    book.window(judged(10), seen(10));
    book.window(judged(15));
    expect(book.one()).toMatchObject({ resolvedAt: null, occurrences: 2 });
  });

  it('comes for rows half an hour after the last one', () => {
    const book = new BatchBook();
    book.rows(judged(0), seen(0));
    book.expire('anomalies', judged(0) + 30 * minute - 1);
    expect(book.one().resolvedAt).toBeNull();
    book.expire('anomalies', judged(0) + 40 * minute);
    expect(book.one().resolvedAt).toBe(judged(0) + 30 * minute);
  });

  it('waits for every source that reported it', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0));
    book.rows(judged(5), seen(5));
    book.window(judged(10));
    book.window(judged(15));
    expect(book.one().resolvedAt).toBeNull();
    book.expire('anomalies', judged(5) + 30 * minute);
    expect(book.one().resolvedAt).toBe(judged(5) + 30 * minute);
  });

  it('is not brought about by what another source finds clear', () => {
    const book = new BatchBook();
    book.rows(judged(0), seen(0));
    book.window(judged(5));
    book.window(judged(10));
    expect(book.one().resolvedAt).toBeNull();
  });

  it.each([
    ['reopens the alert 15 minutes after it was over', 15 * minute, 1, 'reopened'],
    ['is a new alert a moment later', 15 * minute + 1, 2, 'opened'],
  ])('%s', (_, gap, alerts, transition) => {
    const book = new BatchBook();
    book.window(judged(0), seen(0));
    book.window(judged(5));
    book.window(judged(10));
    const again = book.window(judged(10) + gap, seen(20));
    expect(transitions(again)[0]).toBe(transition);
    expect(book.records.size).toBe(alerts);
  });

  it('keeps who has it over a flicker, and asks again when it comes back worse', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0, { severity: 'high' }));
    acknowledge(book);
    book.window(judged(5));
    book.window(judged(10));
    book.window(judged(15), seen(15, { severity: 'high' }));
    expect(statusOf(book.one())).toBe('acknowledged');
    book.window(judged(20), seen(20, { severity: 'critical' }));
    expect(statusOf(book.one())).toBe('active');
  });

  it('asks again when it comes back as bad as it was long before somebody took it as something mild', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0, { severity: 'critical' }));
    book.window(judged(5), seen(5, { severity: 'medium' }));
    acknowledge(book);
    book.window(judged(10));
    book.window(judged(15));
    const again = book.window(judged(20), seen(20, { severity: 'critical' }));
    expect(statusOf(book.one())).toBe('active');
    expect(transitions(again)).toEqual(['reopened', 'severityRaised', 'rearmed']);
  });

  it('counts a window of the time when it was open that is told after it was over, without opening it', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0));
    book.window(judged(5));
    book.window(judged(10));
    const late = book.apply(
      { source: 'anomalies', at: judged(6), completeness: 'rows', observations: [seen(5, { source: 'anomalies' })] },
      judged(6),
    );
    expect(transitions(late)).toEqual(['merged']);
    expect(book.one()).toMatchObject({ occurrences: 2, resolvedAt: judged(10) });
  });

  it('does not mistake an old detection time for an alert that is long over', () => {
    const book = new BatchBook();
    book.rows(judged(0), seen(0));
    book.expire('anomalies', judged(60));
    const late = { source: 'anomalies', at: judged(0), completeness: 'rows' as const };
    book.apply({ ...late, observations: [seen(2, { source: 'anomalies' })] }, judged(120));
    expect([...book.records.values()].map((record) => record.startsAt)).toEqual([judged(0), judged(120)]);
  });
});

describe('what could not be judged', () => {
  const clearBut = (book: BatchBook, minutes: number, ...unjudged: Unjudged[]) =>
    book.apply({ source: 'engine', at: judged(minutes), observations: [], completeness: 'window', unjudged });

  it('stays open, by its type or by its labels, while the rest of the window is clear', () => {
    const book = new BatchBook();
    const labels = { host: 'a', disk: '1' };
    book.window(judged(0), seen(0), seen(0, { type: 'disk_usage_high', labels }), seen(0, { type: 'other' }));
    for (const minutes of [5, 10, 15]) {
      const parts = [
        { type: 'revenue_drop', labels: null },
        { type: 'disk_usage_high', labels: { disk: '1', host: 'a' } },
        { type: 'other', labels: { host: 'b' } },
      ];
      clearBut(book, minutes, ...parts);
    }
    const open = [...book.records.values()].filter(({ resolvedAt }) => resolvedAt === null);
    expect(open.map(({ type }) => type)).toEqual(['revenue_drop', 'disk_usage_high']);
  });

  it('neither counts as clear nor begins the count anew', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0));
    clearBut(book, 5);
    clearBut(book, 10, { type: 'revenue_drop', labels: null });
    expect(book.one().resolvedAt).toBeNull();
    clearBut(book, 15);
    expect(book.one().resolvedAt).toBe(judged(15));
  });
});

describe('a cooldown of its own', () => {
  const episodes = (cooldownMs: number, comesAgain: number) => {
    const book = new BatchBook();
    book.window(judged(0), seen(0, { cooldownMs }));
    for (const minutes of [5, 10]) book.window(judged(minutes));
    book.window(judged(comesAgain), seen(comesAgain, { cooldownMs }));
    return book.records.size;
  };

  it.each([
    ['within it, the same alert', 30, 40, 1],
    ['after it, another', 30, 45, 2],
    ['after a short one, another, though others would still be the same', 5, 20, 2],
  ])('makes what comes again: %s', (_, cooldownMinutes, comesAgain, alerts) => {
    expect(episodes(cooldownMinutes * minute, comesAgain)).toBe(alerts);
  });

  it('is kept with the alert', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0, { cooldownMs: 5 * minute, title: 'Disk usage high' }));
    expect(book.one()).toMatchObject({ cooldownMs: 5 * minute, title: 'Disk usage high' });
  });
});

describe('acknowledgement', () => {
  it('stays while the severity is no worse than what was acknowledged', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0, { severity: 'high' }));
    acknowledge(book);
    book.window(judged(5), seen(5, { severity: 'medium' }));
    book.window(judged(10), seen(10, { severity: 'high' }));
    expect(statusOf(book.one())).toBe('acknowledged');
  });

  it('is taken back by a rise, and history says whose it was', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0, { severity: 'high' }));
    acknowledge(book);
    book.window(judged(5), seen(5, { severity: 'critical' }));
    expect(book.one()).toMatchObject({ acknowledgement: null, severityRaisedAt: judged(5) });
    expect(book.history.at(-1)?.note).toBe('high → critical; active again, kim had acknowledged high');
  });

  const elsewhere = { at: judged(2), by: 'alex' };

  it('given elsewhere shows here', () => {
    const book = new BatchBook();
    book.rows(judged(0), seen(0));
    expect(transitions(book.rows(judged(3), seen(0, { acknowledgement: elsewhere })))).toEqual([
      'acknowledgedElsewhere',
    ]);
    expect(book.one().acknowledgement).toMatchObject({ by: 'alex', at: judged(2), severity: 'high' });
  });

  it('given elsewhere before the alert was first read comes with it', () => {
    const book = new BatchBook();
    const first = book.rows(judged(3), seen(0, { acknowledgement: elsewhere }));
    expect(transitions(first)).toEqual(['opened', 'acknowledgedElsewhere']);
  });

  it('taken back elsewhere is taken back here', () => {
    const book = new BatchBook();
    book.rows(judged(3), seen(0, { acknowledgement: elsewhere }));
    expect(transitions(book.rows(judged(4), seen(0)))).toEqual(['unacknowledgedElsewhere']);
    expect(statusOf(book.one())).toBe('active');
  });

  it('taken back here is not brought back by the row that still has it', () => {
    const book = new BatchBook();
    book.rows(judged(3), seen(0, { acknowledgement: elsewhere }));
    const edit = unacknowledgeAlert(book.one(), 'kim', judged(4));
    if (edit) book.records.set(edit.record.id, edit.record);
    book.rows(judged(5), seen(0, { acknowledgement: elsewhere }));
    expect(statusOf(book.one())).toBe('active');
  });

  it('given here and still on its way is not undone by the row', () => {
    const book = new BatchBook();
    book.rows(judged(0), seen(0, { acknowledgement: elsewhere }));
    book.pending.add(book.one().id);
    book.rows(judged(1), seen(0));
    expect(statusOf(book.one())).toBe('acknowledged');
  });

  it('given elsewhere before the severity rose does not count for the rise', () => {
    const book = new BatchBook();
    book.rows(judged(0), seen(0, { severity: 'high' }));
    book.rows(judged(5), seen(5, { severity: 'critical' }));
    book.rows(judged(6), seen(0, { severity: 'high', acknowledgement: elsewhere }));
    expect(statusOf(book.one())).toBe('active');
    book.rows(judged(8), seen(5, { severity: 'critical', acknowledgement: { at: judged(7), by: 'alex' } }));
    expect(statusOf(book.one())).toBe('acknowledged');
  });

  it('is carried to rows that come after it, once', () => {
    const book = new BatchBook();
    book.rows(judged(0), seen(0));
    acknowledge(book);
    const { carryAcknowledgement } = book.rows(judged(5), seen(5));
    expect(carryAcknowledgement).toEqual([book.one().id]);
    for (const [key, kept] of book.observations) book.observations.set(key, { ...kept, rowSynced: true });
    expect(book.rows(judged(6), seen(0), seen(5)).carryAcknowledgement).toEqual([]);
  });

  it('is not read out of whole windows, which know nothing of rows', () => {
    const book = new BatchBook();
    book.window(judged(0), seen(0, { acknowledgement: elsewhere }));
    expect(statusOf(book.one())).toBe('active');
  });
});

function acknowledge(book: BatchBook): void {
  const edit = acknowledgeAlert(book.one(), 'kim', null, judged(1));
  if (!edit) throw new Error('not acknowledged');
  book.records.set(edit.record.id, edit.record);
}

it('tells things apart by type and labels alone', () => {
  expect(fingerprint('a', { b: 'c' })).not.toBe(fingerprint('a', { bc: '' }));
  expect(fingerprint('a', { b: 'c' })).not.toBe(fingerprint('ab', { c: '' }));
  expect(fingerprint('a', {})).toMatch(/^[0-9a-f]{32}$/);
});
