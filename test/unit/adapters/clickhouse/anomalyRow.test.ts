import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toReadAnomaly } from '../../../../core/adapters/clickhouse/anomalyRow.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const row = (overrides: Record<string, unknown> = {}) => ({
  type_text: 'traffic_drop',
  severity_text: 'HIGH',
  description_text: 'Few events.',
  metric_text: '12',
  expected_text: '48',
  window_ms: String(noon - 10 * minute),
  detected_ms: noon - 5 * minute,
  detected_text: '2026-03-10 11:55:00',
  is_acknowledged: 0,
  acknowledged_ms: null,
  acknowledged_by_text: '',
  ...overrides,
});

describe('a row of anomalies', () => {
  it('becomes an observation, whichever way 64-bit numbers are written', () => {
    expect(toReadAnomaly(row(), noon)).toMatchObject({
      at: noon - 5 * minute,
      oddity: null,
      observation: {
        type: 'traffic_drop',
        severity: 'high',
        metricValue: 12,
        expectedValue: 48,
        changePercent: -75,
        unit: 'count',
        windowStart: noon - 10 * minute,
        acknowledgement: null,
      },
    });
  });

  it.each([
    ['info', 'low'],
    ['Warning', 'medium'],
    ['fatal', 'critical'],
  ])('says %s and means %s', (word, severity) => {
    expect(toReadAnomaly(row({ severity_text: word }), noon)).toMatchObject({
      observation: { severity },
      oddity: null,
    });
  });

  it.each([
    ['cart_abandonment_spike', '92', 'percent'],
    ['lag_high', '12 %', 'percent'],
    ['basket_value', '$12', 'currency'],
    ['toString', '12', 'none'],
  ])('of type %s with value %s has unit %s', (type, metric, unit) => {
    expect(toReadAnomaly(row({ type_text: type, metric_text: metric }), noon).observation.unit).toBe(unit);
  });

  it.each([
    [{ detected_ms: noon + 4 * minute }, { at: noon, windowStart: noon - 10 * minute, odd: false }],
    [{ detected_ms: noon + 6 * minute }, { at: noon, windowStart: noon - 10 * minute, odd: true }],
    [{ detected_ms: null }, { at: noon - 10 * minute, windowStart: noon - 10 * minute, odd: false }],
    [
      { detected_ms: null, window_ms: null },
      { at: noon, windowStart: noon, odd: true },
    ],
    [{ window_ms: 0 }, { at: noon - 5 * minute, windowStart: noon - 5 * minute, odd: false }],
    [{ window_ms: noon + 60 * minute }, { at: noon - 5 * minute, windowStart: noon - 5 * minute, odd: false }],
  ])('with times %o counts from where it can', (times, expected) => {
    const read = toReadAnomaly(row(times), noon);
    const { windowStart } = read.observation;
    expect({ at: read.at, windowStart, odd: read.oddity !== null }).toEqual(expected);
  });

  it.each([
    [
      { is_acknowledged: 1, acknowledged_ms: noon - minute, acknowledged_by_text: 'ada' },
      { at: noon - minute, by: 'ada' },
    ],
    [
      { is_acknowledged: true, acknowledged_ms: '0' },
      { at: noon - 5 * minute, by: 'someone else' },
    ],
    [
      { is_acknowledged: 1, acknowledged_ms: noon + 90 * minute, acknowledged_by_text: 'ada' },
      { at: noon, by: 'ada' },
    ],
    [{ is_acknowledged: 0, acknowledged_ms: noon, acknowledged_by_text: 'ada' }, null],
  ])('acknowledged as %o is acknowledged so', (columns, acknowledgement) => {
    expect(toReadAnomaly(row(columns), noon).observation.acknowledgement).toEqual(acknowledgement);
  });

  it('is kept whatever is in it, with finite numbers and times that are not ahead', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.constantFrom(null, undefined, true, {}));
    const keys = Object.keys(row());
    fc.assert(
      fc.property(fc.array(anything, { minLength: keys.length, maxLength: keys.length }), (values) => {
        const wild = Object.fromEntries(keys.map((key, position) => [key, values[position]]));
        const { at, observation } = toReadAnomaly(wild, noon);
        expect(Number.isFinite(at) && at <= noon).toBe(true);
        expect(Number.isFinite(observation.windowStart)).toBe(true);
        expect(observation.type).not.toBe('');
        expect(observation.description).not.toMatch(/\p{Cc}/u);
        for (const number of [observation.metricValue, observation.expectedValue, observation.changePercent]) {
          expect(number === null || Number.isFinite(number)).toBe(true);
        }
      }),
    );
  });
});
