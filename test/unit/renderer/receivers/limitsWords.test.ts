import { expect, it } from 'vitest';
import { limitsWords } from '../../../../renderer/features/receivers/limitsWords.ts';
import { DeliveryLimits } from '../../../../shared/delivery/deliveryLimits.ts';

it.each([
  [300, '10 in 5 min'],
  [90, '10 in 90 s'],
  [0, 'any number over longer'],
])('says what is sent at most, with a window of %i s', (windowSeconds, window) => {
  expect(limitsWords(DeliveryLimits.parse({ windowSeconds }))).toBe(
    `1 a second and 3 at once, 10 a minute of one group, ${window}`,
  );
});
