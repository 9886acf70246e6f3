import { expect, it } from 'vitest';
import { createValueFormat } from '../../../../renderer/components/createValueFormat.ts';
import { formatInstant } from '../../../../renderer/components/formatInstant.ts';
import { metricWords } from '../../../../renderer/features/alertDetail/metricWords.ts';

const format = createValueFormat({ locale: 'en-US', currency: 'USD' });
const start = Date.parse('2026-03-10T12:00:00.000Z');
const windowMs = 300_000;
const clock = (windows: number) => formatInstant(start + windows * windowMs, 'clock');
const point = (windows: number, value: number | null) => ({
  start: start + windows * windowMs,
  value,
  mean: 1850,
  lower: 1200,
  upper: 2500,
});

it('says span, range, and the window under test against its band', () => {
  const band = {
    points: [point(0, 1900), point(1, 245)],
    unit: 'currency' as const,
    windowMs,
    ceiling: null,
    underTest: 1,
  };
  expect(metricWords('cart_abandonment', band, format)).toBe(
    `cart abandonment, ${clock(0)} to ${clock(2)}: between $245 and $1,900. At ${clock(1)}: $245, usual $1,200 to $2,500.`,
  );
});

it('says that there are no values', () => {
  const band = { points: [point(0, null)], unit: 'currency' as const, windowMs, ceiling: null, underTest: null };
  expect(metricWords('revenue', band, format)).toBe('revenue: no values');
});
