import { expect, it } from 'vitest';
import { leadTabs } from '../../../../renderer/features/popUps/leadTabs.ts';

/** The browser's lock between its tabs: one holds it, the others wait in line. */
function aLock() {
  const line: { callback: () => unknown; signal: AbortSignal; reject: (error: unknown) => void }[] = [];
  let held = false;
  const next = async () => {
    const waiting = held ? undefined : line.shift();
    if (!waiting) return;
    held = true;
    await waiting.callback();
    held = false;
    void next();
  };
  const request = (_name: string, { signal }: { signal: AbortSignal }, callback: () => unknown) =>
    new Promise((_resolve, reject) => {
      const entry = { callback, signal, reject };
      line.push(entry);
      signal.addEventListener('abort', () => {
        const at = line.indexOf(entry);
        if (at === -1) return;
        line.splice(at, 1);
        reject(new DOMException('Given up', 'AbortError'));
      });
      void next();
    });
  return { request } as unknown as Pick<LockManager, 'request'>;
}
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

it('one tab leads; when it stands back the next one does', async () => {
  const locks = aLock();
  const led: string[] = [];
  const first = leadTabs(locks, () => led.push('first'));
  const second = leadTabs(locks, () => led.push('second'));
  await settled();
  expect(led).toEqual(['first']);
  first();
  await settled();
  expect(led).toEqual(['first', 'second']);
  second();
});

it('a tab that closes before its turn is passed over', async () => {
  const locks = aLock();
  const led: string[] = [];
  const first = leadTabs(locks, () => led.push('first'));
  const second = leadTabs(locks, () => led.push('second'));
  const third = leadTabs(locks, () => led.push('third'));
  await settled();
  second();
  first();
  await settled();
  expect(led).toEqual(['first', 'third']);
  third();
});

it('without locks every tab leads itself', () => {
  const led: string[] = [];
  leadTabs(undefined, () => led.push('it'));
  expect(led).toEqual(['it']);
});
