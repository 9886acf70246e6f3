import { describe, expect, it } from 'vitest';
import { sessionDurationAnomaly } from '../../../../../shared/detection/types/sessionDurationAnomaly.ts';
import { aBaseline, aWindow, detectorSettings } from '../../../../support/windows.ts';

const sessions = (value: number | null, samples = 10_000) => ({
  measured: new Map([['session_duration', { value, samples }]]),
});
// Eleven windows: five of 175 s, five of 195 s, one of 185 s. Mean 185, sample variance 1000 / 10, so σ is exactly 10.
const uneven = aBaseline((position) => sessions(position < 5 ? 175 : position < 10 ? 195 : 185), 11);
// The noise of a median of n sessions is 1/ln 2 of it over √n: of 100 sessions here 10 s.
const flatMedian = 100 * Math.LN2;
const flat = aBaseline(() => sessions(flatMedian, 100));

const detect = (value: number | null, samples = 10_000, baseline = uneven) =>
  sessionDurationAnomaly.detect(aWindow(sessions(value, samples)), baseline, detectorSettings)[0];
const severityOf = (...given: Parameters<typeof detect>) => detect(...given)?.severity ?? null;

describe('an anomaly of session duration', () => {
  it.each([
    [185, null],
    [225, null],
    [225.1, 'medium'],
    [235, 'medium'],
    [235.1, 'high'],
    [245, 'high'],
    [245.1, 'critical'],
    [145, null],
    [144.9, 'medium'],
    [135, 'medium'],
    [134.9, 'high'],
    [125, 'high'],
    [124.9, 'critical'],
    [0, 'critical'],
  ])('is judged both ways: a median of %d s after 185 s with a σ of 10 is %s', (median, severity) => {
    expect(severityOf(median)).toBe(severity);
  });

  it.each([
    [flatMedian, null],
    [flatMedian + 40, null],
    [flatMedian + 41, 'medium'],
    [flatMedian - 40, null],
    [flatMedian - 41, 'medium'],
  ])('has to pass the noise of a median where the baseline is flat: %d s is %s', (median, severity) => {
    expect(severityOf(median, 100, flat)).toBe(severity);
  });

  it('takes a baseline that happens to vary less than a median must for no steadier than it is', () => {
    const calm = aBaseline((position) => sessions(flatMedian + (position % 2) * 6, 100));
    expect(severityOf(flatMedian + 35, 100, calm)).toBeNull();
  });

  it('never calls a difference of seconds an anomaly that clocks in whole seconds make', () => {
    const short = aBaseline(() => sessions(2, 1_000_000));
    expect(severityOf(6, 1_000_000, short)).toBeNull();
    expect(severityOf(0, 1_000_000, short)).toBeNull();
    expect(severityOf(6.1, 1_000_000, short)).toBe('medium');
  });

  it.each([
    [19, null],
    [20, 'critical'],
  ])('needs 20 sessions: a median of %d of them is %s', (samples, severity) => {
    expect(severityOf(1000, samples)).toBe(severity);
  });

  it.each([
    [5, null],
    [6, 'critical'],
  ])('needs six windows with 20 sessions to compare with: after %d it is %s', (count, severity) => {
    const baseline = aBaseline((position) => sessions(185, position < count ? 20 : 19));
    expect(severityOf(1000, 10_000, baseline)).toBe(severity);
  });

  it.each([
    ['nothing was measured', detect(null)],
    ['nothing could be', sessionDurationAnomaly.detect(aWindow(), uneven, detectorSettings)[0]],
    ['the windows before were not measured', detect(42, 312, aBaseline())],
    [
      'all sessions before took no time',
      detect(
        42,
        312,
        aBaseline(() => sessions(0)),
      ),
    ],
    ['what was measured is no number', detect(Number.NaN)],
  ])('is none where %s', (_where, anomaly) => expect(anomaly).toBeUndefined());

  it('tells its numbers', () => {
    const shorter = detect(42, 312);
    // 185 s / ln 2 / √312 is 15.11 s: more than the σ of the baseline.
    expect(shorter?.zScore).toBeCloseTo(-9.464, 3);
    expect(shorter?.changePercent).toBeCloseTo(-77.297, 3);
    expect(shorter?.trend.lowerBound).toBeCloseTo(139.67, 2);
    expect(shorter?.trend.upperBound).toBeCloseTo(230.33, 2);
    expect(shorter?.trend.values).toEqual([...Array(5).fill(175), ...Array(5).fill(195), 185, 42]);
    expect(shorter).toMatchObject({ metricValue: 42, expectedValue: 185, unit: 'seconds' });
    expect(shorter?.description).toBe(
      'Median session 42 s (expected about 185 s), 77 % shorter: 312 sessions. Possible broken page or tracking.',
    );
    expect(detect(410, 312)?.description).toBe(
      'Median session 410 s (expected about 185 s), 122 % longer: 312 sessions. ' +
        'Possible slow pages, bot traffic or broken tracking.',
    );
  });
});
