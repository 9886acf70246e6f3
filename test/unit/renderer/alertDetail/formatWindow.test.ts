import { expect, it } from 'vitest';
import { formatInstant } from '../../../../renderer/components/formatInstant.ts';
import { formatWindow } from '../../../../renderer/features/alertDetail/formatWindow.ts';

const start = new Date(2026, 2, 10, 14, 35).getTime();
const end = start + 300_000;

it.each([
  [
    'the same day',
    new Date(2026, 2, 10, 23, 59),
    300_000,
    `${formatInstant(start, 'clock')}–${formatInstant(end, 'clock')}`,
  ],
  [
    'the next day',
    new Date(2026, 2, 11, 0, 1),
    300_000,
    `${formatInstant(start, 'short')}–${formatInstant(end, 'clock')}`,
  ],
  ['without a known length', new Date(2026, 2, 10, 15), null, formatInstant(start, 'clock')],
])('says a window as seen on %s', (_, now, windowMs, words) => {
  expect(formatWindow(start, windowMs, now.getTime()).value).toBe(words);
});
