import fc from 'fast-check';
import type { Alert } from '../../shared/alert.ts';
import { anAlert } from './builders.ts';
import { nastyTexts } from './nastyTexts.ts';

const inject = ['x\r\nBcc: thief@evil.example', 'x\n\n<script>alert(1)</script>', '"><img src=https://evil.example/p>'];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(...nastyTexts, ...inject),
  fc.integer({ min: 1, max: 3000 }).map((length) => '🦄x'.repeat(length)),
);

/** Alerts that nobody has in mind: any text anywhere, up to 500 labels and as many facts. */
export const hostileAlerts: fc.Arbitrary<Alert> = fc
  .record({
    title: text,
    description: text,
    explanation: fc.option(text),
    source: text,
    type: text,
    runbookUrl: fc.option(fc.oneof(text, fc.constant('javascript:alert(1)'), fc.webUrl())),
    severity: fc.constantFrom('critical' as const, 'high' as const, 'medium' as const, 'low' as const),
    metricValue: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    lostRevenue: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    count: fc.constantFrom(0, 1, 60, 500),
    label: text,
  })
  .map(({ count, label, ...fields }) => {
    const labels = Object.fromEntries(Array.from({ length: count }, (_, n) => [`${label.slice(0, 50)}${n}`, label]));
    const facts = Object.entries(labels).map(([name, value]) => ({ name, value }));
    return anAlert({ ...fields, labels, facts });
  });
