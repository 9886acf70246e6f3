import { expect, it } from 'vitest';
import { spanEnd } from '../../../../electron/tray/span.ts';

const local = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

it.each([
  ['30min', local(2026, 2, 10, 3, 10), local(2026, 2, 10, 3, 40)],
  ['1h', local(2026, 2, 10, 23, 30), local(2026, 2, 11, 0, 30)],
  ['morning', local(2026, 2, 10, 3, 10), local(2026, 2, 10, 7, 0)],
  ['morning', local(2026, 2, 10, 7, 0), local(2026, 2, 11, 7, 0)],
  ['morning', local(2026, 2, 31, 22, 0), local(2026, 3, 1, 7, 0)],
] as const)('%s', (span, now, end) => {
  expect(spanEnd(span, now)).toBe(end);
});

it('never reaches further than a day, on any day of the year', () => {
  for (let day = 0; day < 365; day++) {
    const now = local(2026, 0, 1 + day, 7, 0);
    const length = spanEnd('morning', now) - now;
    expect(length).toBeGreaterThan(22 * 3_600_000);
    expect(length).toBeLessThanOrEqual(24 * 3_600_000);
  }
});
