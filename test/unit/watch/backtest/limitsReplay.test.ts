import { describe, expect, it } from 'vitest';
import type { Observation, Unjudged } from '../../../../core/alerts/observation.ts';
import type { MinuteValue } from '../../../../core/detection/rules/metricSeries.ts';
import { thresholdRuleOf } from '../../../../core/detection/rules/rulesOf.ts';
import { LimitsReplay } from '../../../../core/watch/backtest/limitsReplay.ts';
import { createSeriesReplay } from '../../../../core/watch/backtest/seriesReplay.ts';
import { thresholdRules } from '../../../../shared/signals/thresholdRules.ts';

const minute = 60_000;
const noon = Date.parse('2026-03-10T12:00:00Z');
const at = (minutes: number) => noon + minutes * minute;
const disk = thresholdRules.find(({ metric }) => metric === 'disk_usage') ?? thresholdRules[0];
const above = (limit: number) => thresholdRuleOf(disk, { limit, cooldownMinutes: 15 });
const series = { metric: 'disk_usage', labels: { component: 'system' } };
const policy = { deduplicationMs: 15 * minute, clearWindows: 2, rowsResolveAfterMs: 30 * minute };

/** A value for each minute after noon; null: nothing was written. */
const minutesOf = (values: readonly (number | null)[]): MinuteValue[] =>
  values.flatMap((value, index) => (value === null ? [] : [{ at: at(index), value }]));

function recorded(values: readonly (number | null)[], limit = 90, judgeFrom = noon) {
  const said: [number, Observation[], Unjudged[]][] = [];
  const replay = new LimitsReplay(
    series,
    [{ rules: [above(limit)], replay: { limits: (...told) => said.push(told) } }],
    'USD',
  );
  replay.take(minutesOf(values), { from: noon, to: at(values.length) }, judgeFrom);
  return said.map(([told, observations, unjudged]) => [(told - noon) / minute, observations.length, unjudged.length]);
}

describe('limits, replayed', () => {
  it('judge every minute at its end by what is known then', () => {
    expect(recorded([80, 95, 80])).toEqual([
      [1, 0, 0],
      [2, 1, 0],
      [3, 0, 0],
    ]);
  });

  it('cannot judge a series that is silent, and then give it up', () => {
    const silent = Array.from({ length: 80 }, () => null);
    const said = recorded([95, ...silent]);
    expect(said.filter(([, observations]) => observations === 1).map(([minutes]) => minutes)).toEqual([1, 2, 3, 4, 5]);
    expect(said.filter(([, , unjudged]) => unjudged === 1).map(([minutes]) => minutes)).toContain(60);
    expect(said.at(-1)).toEqual([81, 0, 0]);
  });

  it('only compare with what is before the judged time', () => {
    expect(recorded([95, 95, 95], 90, at(3))).toEqual([[3, 1, 0]]);
  });

  it('give alerts that depend on the limit, one to each way', () => {
    const values = [80, 86, 86, 80, 80, 80, 93, 93, 80, 80, 80];
    const ways = [90, 85].map((limit) => ({
      rules: [above(limit)],
      replay: createSeriesReplay('metric', [][Symbol.iterator](), policy),
    }));
    const replay = new LimitsReplay(series, ways, 'USD');
    replay.take(minutesOf(values), { from: noon, to: at(values.length) }, noon);
    const alerts = ways.map((way) =>
      way.replay.alerts(noon).map(({ type, about, startsAt, endsAt, windows }) => ({
        ...{ type, about, windows, from: (Date.parse(startsAt) - noon) / minute },
        to: (Date.parse(endsAt ?? '') - noon) / minute,
      })),
    );
    const one = { type: 'disk_usage_high', about: 'metric' };
    expect(alerts).toEqual([
      [{ ...one, from: 7, to: 10, windows: 2 }],
      // Back within its cooldown it is the same alert.
      [{ ...one, from: 2, to: 10, windows: 4 }],
    ]);
  });
});
