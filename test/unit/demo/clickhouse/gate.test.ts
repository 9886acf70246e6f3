import { describe, expect, it } from 'vitest';
import { createGate } from '../../../../demo/clickhouse/gate.ts';

const never = new AbortController().signal;

async function entered(gate: ReturnType<typeof createGate>, signal = never) {
  const leave = await gate.enter(signal);
  if (leave === undefined) throw new Error('Nobody is let in');
  return leave;
}

describe('createGate', () => {
  it('lets in as many as there are places, and the others in order', async () => {
    const gate = createGate(2);
    const order: number[] = [];
    const leaves = [await entered(gate), await entered(gate)];
    const waiting = [1, 2, 3].map(async (n) => {
      const leave = await entered(gate);
      order.push(n);
      return leave;
    });
    await Promise.resolve();
    expect(order).toEqual([]);
    for (const leave of leaves) leave();
    const first = await Promise.all(waiting.slice(0, 2));
    expect(order).toEqual([1, 2]);
    first[0]?.();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2, 3]);
  });

  it('gives a place that changes hands to nobody else', async () => {
    const gate = createGate(1);
    const leave = await entered(gate);
    const waiting = entered(gate);
    leave();
    let lateIsIn = false;
    const late = entered(gate).then((leaveAgain) => {
      lateIsIn = true;
      return leaveAgain;
    });
    const leaveSecond = await waiting;
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(lateIsIn).toBe(false);
    leaveSecond();
    (await late)();
  });

  it('forgets who gave up waiting', async () => {
    const gate = createGate(1);
    const leave = await entered(gate);
    const patience = new AbortController();
    const impatient = gate.enter(patience.signal);
    const patient = entered(gate);
    patience.abort();
    expect(await impatient).toBeUndefined();
    leave();
    (await patient)();
    (await entered(gate))();
  });

  it('lets nobody in who has given up already', async () => {
    const gate = createGate(1);
    expect(await gate.enter(AbortSignal.abort())).toBeUndefined();
    (await entered(gate))();
  });
});
