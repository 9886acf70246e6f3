import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertOf, type OutboxEntry, type SentMessage } from '../../../../core/notify/outbox.ts';
import { historyMs, type PacingFacts, planNext } from '../../../../core/notify/pacing/planNext.ts';
import type { NotificationReason } from '../../../../shared/alert.ts';
import { DeliveryLimits } from '../../../../shared/delivery/deliveryLimits.ts';
import type { Severity } from '../../../../shared/severity.ts';
import { anAlert } from '../../../support/builders.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const limits = DeliveryLimits.parse({});
let made = 0;

function entry(
  alertId: string,
  severity: Severity = 'high',
  more: { group?: string; reason?: NotificationReason } = {},
): OutboxEntry {
  const { group = 'g', reason = 'firing' } = more;
  const seq = ++made;
  const message = {
    ...{ key: `${seq}`, reason, alert: anAlert({ id: alertId, severity }), group, currency: 'USD' },
    ...{ dashboardUrl: null, acknowledgeUrl: null },
  };
  return { seq, alertId, message, receiver: 'slack', via: 'slack', createdAt: now, attempts: 0 };
}
const sent = (secondsAgo: number, group: string | null = null, isUpdate = false): SentMessage => ({
  ...{ at: now - secondsAgo * 1000, group, isUpdate },
});
const plan = (ready: OutboxEntry[], past: SentMessage[] = [], more: Partial<PacingFacts<OutboxEntry>> = {}) =>
  planNext({ ready, sent: past, limits, canDigest: true, wasHeld: false, now, ...more });
const many = (count: number, severity: Severity = 'high') =>
  Array.from({ length: count }, (_, index) => entry(`a${index}`, severity));

describe('the pace of one receiver', () => {
  it('lets three go at once, and then one a second', () => {
    expect(plan([entry('a')], [sent(0), sent(0)])).toMatchObject({ kind: 'send' });
    expect(plan([entry('a')], [sent(0), sent(0), sent(0)])).toEqual({ kind: 'wait', ms: 1000, why: null });
    expect(plan([entry('a')], [sent(0.4), sent(0.4), sent(0.4)])).toEqual({ kind: 'wait', ms: 600, why: null });
    expect(plan([entry('a')], [sent(2), sent(1), sent(0)])).toMatchObject({ kind: 'send' });
  });

  it('holds for what is critical, and for receivers that put nothing together', () => {
    const past = [sent(0), sent(0), sent(0)];
    expect(plan([entry('a', 'critical')], past)).toMatchObject({ kind: 'wait' });
    expect(plan(many(9), past, { canDigest: false })).toMatchObject({ kind: 'wait' });
  });

  it('does not count what was sent by a clock that went ahead', () => {
    expect(plan([entry('a')], [sent(-900), sent(-900), sent(-900)])).toMatchObject({ kind: 'send' });
  });
});

describe('a storm', () => {
  it('of more than five alerts is one message; five come one by one', () => {
    expect(plan(many(5))).toMatchObject({ kind: 'send' });
    const merged = plan(many(100));
    expect(merged.kind === 'digest' && merged.entries).toHaveLength(100);
  });

  it('counts alerts and not messages', () => {
    const ready = Array.from({ length: 9 }, () => entry('same'));
    expect(plan(ready)).toMatchObject({ kind: 'send' });
  });

  it('leaves each alert a message of its own where nothing can be put together', () => {
    expect(plan(many(100), [], { canDigest: false })).toMatchObject({ kind: 'send' });
  });
});

describe('the window', () => {
  const full = Array.from({ length: 10 }, (_, index) => sent(200 - index * 10));

  it('that is full holds back what is not critical until the oldest leaves it, and says so', () => {
    const waits = plan([entry('a')], full);
    expect(waits).toMatchObject({ kind: 'wait', ms: 100_000 });
    expect(waits.kind === 'wait' && waits.why).toContain('10 messages in 5 min');
    expect(plan([entry('b', 'critical'), entry('a')], full)).toMatchObject({ kind: 'send', entry: { alertId: 'b' } });
  });

  it('that has room for fewer than wait lets them go as one', () => {
    const nearly = full.slice(1);
    expect(plan(many(2), nearly)).toMatchObject({ kind: 'digest' });
    expect(plan(many(1), nearly)).toMatchObject({ kind: 'send' });
  });

  it('lets what it held back go as one, however few they are', () => {
    expect(plan(many(2), [], { wasHeld: true })).toMatchObject({ kind: 'digest' });
    expect(plan(many(1), [], { wasHeld: true })).toMatchObject({ kind: 'send' });
  });

  it('does not hold back what only brings up to date, nor count it', () => {
    const update = entry('a', 'high', { reason: 'acknowledged' });
    expect(plan([update], full)).toMatchObject({ kind: 'send' });
    const updates = full.map((message) => ({ ...message, isUpdate: true }));
    expect(plan([entry('a')], updates)).toMatchObject({ kind: 'send' });
  });

  it('of nothing is no window', () => {
    expect(plan([entry('a')], full, { limits: { ...limits, windowSeconds: 0 } })).toMatchObject({ kind: 'send' });
  });
});

it('more than ten a minute of one group wait, and other groups do not', () => {
  const wide = { ...limits, maxPerWindow: 1000 };
  const past = Array.from({ length: 10 }, (_, index) => sent(55 - index * 2, 'g'));
  expect(plan([entry('a')], past, { limits: wide })).toMatchObject({ kind: 'wait', ms: 5000 });
  expect(plan([entry('a', 'high', { group: 'other' })], past, { limits: wide })).toMatchObject({ kind: 'send' });
});

describe('the messages of one alert', () => {
  const full = Array.from({ length: 10 }, (_, index) => sent(200 - index * 10));
  const acknowledged = (alertId: string) => entry(alertId, 'high', { reason: 'acknowledged' });

  it('go in their order: that somebody has it waits for what told of it', () => {
    const ready = [entry('a'), acknowledged('a')];
    expect(plan(ready, full)).toMatchObject({ kind: 'wait', ms: 100_000 });
    expect(plan([...ready, acknowledged('b')], full)).toMatchObject({ kind: 'send', entry: { alertId: 'b' } });
    expect(plan(ready)).toEqual({ kind: 'send', entry: ready[0] });
  });

  it('all go at once where it has become critical, the first of them first', () => {
    const ready = [entry('a', 'high'), entry('a', 'critical', { reason: 'severityRaised' })];
    expect(plan(ready, full)).toEqual({ kind: 'send', entry: ready[0] });
  });

  it('do not overtake, as parts of one message for many, news of who has it', () => {
    const others = Array.from({ length: 6 }, (_, index) => entry(`b${index}`));
    const ready = [acknowledged('a'), entry('a', 'critical', { reason: 'severityRaised' }), ...others];
    const merged = plan(ready);
    expect(merged.kind === 'digest' && merged.entries).toEqual(others);
  });
});

it('whatever comes, the limits hold, nothing is lost, and what is critical never waits for more than its pace', () => {
  const arrival = fc.record({
    afterMs: fc.integer({ min: 0, max: 20_000 }),
    severity: fc.constantFrom<Severity>('critical', 'high', 'medium'),
    group: fc.constantFrom('g1', 'g2'),
  });
  fc.assert(
    fc.property(fc.array(arrival, { minLength: 1, maxLength: 60 }), (arrivals) => {
      let at = now;
      const coming = arrivals.map(({ afterMs, severity, group }, index) => {
        at += afterMs;
        return { at, entry: entry(`a${index}`, severity, { group }) };
      });
      const history: (SentMessage & { critical: boolean })[] = [];
      const told = new Set<string | null>();
      let waiting: OutboxEntry[] = [];
      let clock = now;
      let next = 0;
      for (let step = 0; step < 2000 && (next < coming.length || waiting.length > 0); step++) {
        for (; (coming[next]?.at ?? Number.POSITIVE_INFINITY) <= clock; next++) {
          const arrived = coming[next];
          if (arrived) waiting.push(arrived.entry);
        }
        if (waiting.length === 0) {
          clock = coming[next]?.at ?? clock;
          continue;
        }
        const recent = history.filter((message) => message.at >= clock - historyMs(limits));
        const planned = planNext({ ready: waiting, sent: recent, limits, canDigest: true, wasHeld: false, now: clock });
        if (planned.kind === 'wait') {
          expect(planned.ms).toBeGreaterThan(0);
          const isCritical = ({ message }: OutboxEntry) => alertOf(message)?.severity === 'critical';
          if (planned.why !== null) expect(waiting.some(isCritical)).toBe(false);
          clock = Math.min(clock + planned.ms, coming[next]?.at ?? Number.POSITIVE_INFINITY);
          continue;
        }
        const going = planned.kind === 'digest' ? planned.entries : [planned.entry];
        const critical = going.some(({ message }) => alertOf(message)?.severity === 'critical');
        for (const { alertId } of going) told.add(alertId);
        waiting = waiting.filter((one) => !going.some(({ seq }) => seq === one.seq));
        history.push({ at: clock, group: null, isUpdate: false, critical });
      }
      expect(told.size).toBe(arrivals.length);
      history.forEach((message, index) => {
        const before = history.slice(0, index + 1);
        expect(before.filter(({ at: then }) => then > message.at - 1000).length).toBeLessThanOrEqual(limits.burst + 1);
        const inWindow = before.filter(({ at: then }) => then > message.at - limits.windowSeconds * 1000);
        if (!message.critical) expect(inWindow.length).toBeLessThanOrEqual(limits.maxPerWindow);
      });
    }),
    { numRuns: 60 },
  );
});
