import { expect, it } from 'vitest';
import { TrendWatch } from '../../../../../core/adapters/clickhouse/learned/trendWatch.ts';
import { metricRulesOf } from '../../../../../core/detection/rules/rulesOf.ts';
import { SeriesLearner } from '../../../../../core/detection/series/seriesLearner.ts';
import { trendLimits } from '../../../../../core/detection/trend/trendLimits.ts';
import { Settings } from '../../../../../shared/settings.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const { metrics, learning } = Settings.parse({});

const aSeries = (component: string) =>
  new SeriesLearner(
    {
      ...{
        key: `metric/${component}/disk_usage`,
        id: component,
        group: 'metric',
        title: 'Disk usage',
        unit: 'percent',
      },
      ...{ labels: { metric: 'disk_usage', component }, worth: 'both', stepMs: 60_000, mayCount: false },
      rules: { high: [], low: [] },
    },
    'UTC',
    noon,
  );

const aWatch = () =>
  new TrendWatch({
    ...{ limits: trendLimits(metricRulesOf(metrics), learning), settings: learning.trends, currency: 'USD' },
    ...{ isTold: () => true, isLessEager: () => false },
  });

it('leaves a trend as it was told after a start, until its series says something again or has stopped', () => {
  const [told, watch] = [aSeries('system'), aWatch()];
  told.learn([{ at: noon - 60_000, value: 80 }], {
    ...{ timeZone: 'UTC', sensitivity: 'normal', adjustments: [], judgeFrom: Number.POSITIVE_INFINITY },
  });
  watch.open = new Set([told.info.key]);
  const unjudged = [{ type: 'trend', labels: told.info.labels }];
  expect(watch.judge([told], [], noon)).toEqual({ observations: [], unjudged });
  expect([...watch.open]).toEqual([told.info.key]);
  told.learnedUntil = noon + 3_600_000;
  expect(watch.judge([told], [], noon + 3_600_000)).toEqual({ observations: [], unjudged: [] });
  expect([...watch.open]).toEqual([]);
});

it('leaves a trend as it was told while its series catches up, though others are judged', () => {
  const watch = aWatch();
  const [told, other] = [aSeries('system'), aSeries('backup')];
  watch.open = new Set([told.info.key]);
  const away = watch.judge([other], [told], noon);
  expect(away).toEqual({ observations: [], unjudged: [{ type: 'trend', labels: told.info.labels }] });
  expect([...watch.open]).toEqual([told.info.key]);
  watch.judge([other, told], [], noon);
  expect([...watch.open]).toEqual([]);
});
