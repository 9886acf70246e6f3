import { describe, expect, it } from 'vitest';
import { componentMetrics } from '../../../../demo/platform/componentMetrics.ts';
import { modelEvents, pipelineErrors, registrations } from '../../../../demo/platform/happenings.ts';
import { jobRuns } from '../../../../demo/platform/jobRuns.ts';
import { thresholdRules } from '../../../../shared/signals/thresholdRules.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;
const hour = 60 * minute;

/** What two neighbouring slices write is what the whole of them writes. */
function seamless<T>(write: (from: number, to: number) => T[]) {
  const seam = noon + 17 * minute + 12_345;
  const whole = write(noon, noon + hour);
  const parts = [...write(noon, seam), ...write(seam, noon + hour)];
  const sorted = (rows: T[]) => rows.map((row) => JSON.stringify(row)).sort();
  expect(sorted(parts)).toEqual(sorted(whole));
  return whole;
}

describe('the simulated platform', () => {
  it('has samples of every metric that a built-in limit is about, and breaks none of them by itself', () => {
    const rows = seamless((from, to) => componentMetrics(from, to, []));
    for (const { metric, kind, limit } of thresholdRules) {
      const values = rows.filter((row) => row.metric === metric).map((row) => Number(row.value));
      expect(values.length, metric).toBe(120);
      const usual = values.reduce((sum, value) => sum + value, 0) / values.length;
      for (const value of values) {
        if (kind === 'above') expect(value, metric).toBeLessThanOrEqual(limit);
        else if (kind === 'below') expect(value, metric).toBeGreaterThanOrEqual(limit);
        else expect((value / usual - 1) * 100, metric).toBeLessThan(limit);
      }
    }
  });

  it('fills its disk slowly, and empties it when the scenario is over', () => {
    const change = { from: noon, to: noon + 10 * minute, diskFillsTo: 97 };
    const rows = componentMetrics(noon, noon + 11 * minute, [change]).filter((row) => row.metric === 'disk_usage');
    const at = (minutes: number) => Number(rows[minutes * 2]?.value);
    expect(at(0)).toBeLessThan(64);
    expect(at(3)).toBeGreaterThan(80);
    expect(at(6)).toBeGreaterThan(95);
    expect(at(10)).toBeLessThan(64);
  });

  it('runs its jobs on time; the one that reads the catalogue fails while that is gone', () => {
    const rows = seamless((from, to) => jobRuns(from, to, []));
    const starts = rows.filter((row) => row.job_name === 'catalogue-sync' && row.status === 'started');
    expect(starts).toHaveLength(12);
    expect(rows.filter((row) => row.status === 'failed')).toEqual([]);
    const gone = { from: noon, to: noon + 10 * minute, catalogueUnreadable: true };
    const failed = jobRuns(noon, noon + hour, [gone]).filter((row) => row.status === 'failed');
    expect(failed.map((row) => row.job_name)).toEqual(['catalogue-sync', 'catalogue-sync']);
    expect(failed[0]).toMatchObject({ success_count: 0, error: expect.stringContaining('503') });
  });

  it('has a model that drifts in its scenario alone', () => {
    expect(modelEvents(noon, noon + hour, [])).toEqual([]);
    const rows = modelEvents(noon, noon + 9 * minute, [{ from: noon, to: noon + hour, modelDrifts: true }]);
    expect(rows.filter((row) => row.kind === 'drift')).toHaveLength(9);
    expect(rows.filter((row) => row.kind === 'faves_violation')).toHaveLength(3);
    expect(rows.at(-1)?.severity).toBe('critical');
  });

  it('gains a user every few minutes and has an error now and then, and many in a burst', () => {
    expect(seamless(registrations)).toHaveLength(15);
    expect(seamless((from, to) => pipelineErrors(from, to, []))).toHaveLength(1);
    const burst = [{ from: noon, to: noon + hour, errorsPerMinute: 40 }];
    const perMinute = pipelineErrors(noon, noon + 10 * minute, burst).length / 10;
    expect(perMinute).toBeGreaterThan(35);
    expect(perMinute).toBeLessThan(45);
  });
});
