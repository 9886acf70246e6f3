import type { EChartsCoreOption } from 'echarts/core';
import type { Severity } from '../../../shared/severity.ts';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { withAlpha } from '../../charts/withAlpha.ts';
import type { ForecastPoint } from './forecastPoints.ts';
import { forecastReach } from './forecastReach.ts';

interface ForecastOptionInput {
  points: readonly ForecastPoint[];
  limit: number | null;
  /** ms UTC; null: it is not reached. */
  reachesLimitAt: number | null;
  /** The window that an alert was raised for, on the line of the values; null: there is none in the picture. */
  marked?: { point: ForecastPoint; severity: Severity } | null;
  theme: ChartTheme;
  /** Of the whole chart, CSS pixels. */
  width: number;
  formatTime(time: number): string;
  formatValue(value: number): string;
  tooltip(at: number): HTMLElement | string;
}

const labelPx = 84;

/** The values as a line on the band that was learned; where that goes on alone, it is the forecast. */
export function forecastOption(input: ForecastOptionInput): EChartsCoreOption {
  const { points, limit, reachesLimitAt, marked = null, theme, width } = input;
  const begins = points.find(({ ahead }) => ahead)?.at ?? null;
  const [from, to] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const newest = points.findLast(({ value }) => value !== null);
  const reach = forecastReach(points, limit);
  const within = (bound: number) => Math.min(reach.to, Math.max(reach.from, bound));
  const line = { type: 'line', symbol: 'none', silent: true, animation: false, emphasis: { disabled: true } };
  const height = { type: 'value', min: 0, max: 1, show: false };
  const band = (id: string, isIn: (point: ForecastPoint) => boolean, colour: string) => [
    // The band is two stacked lines: an unseen one at its foot and its height above that.
    {
      ...line,
      id: `${id}Foot`,
      ...{ stack: id, stackStrategy: 'all', lineStyle: { opacity: 0 } },
      data: points.map((point) => [point.at, isIn(point) && point.lower !== null ? within(point.lower) : null]),
    },
    {
      ...line,
      id,
      ...{ stack: id, stackStrategy: 'all', lineStyle: { opacity: 0 }, areaStyle: { color: colour } },
      data: points.map((point) => [
        point.at,
        !isIn(point) || point.lower === null || point.upper === null ? null : within(point.upper) - within(point.lower),
      ]),
    },
  ];
  return {
    textStyle: { fontFamily: theme.fontFamily, color: theme.textMuted },
    grid: { left: 0, right: 12, top: 20, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'time',
      ...{ min: from, max: to },
      splitNumber: Math.max(2, Math.floor(width / labelPx)),
      axisLine: { lineStyle: { color: theme.border } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { color: theme.textMuted, fontSize: 12, hideOverlap: true, formatter: input.formatTime },
    },
    yAxis: [
      {
        type: 'value',
        // A disk between 80 and 82 % would be a flat line under its limit; of revenue the distance from nothing counts.
        scale: reach.from > reach.to / 3,
        splitNumber: 3,
        // A band that is cut goes up to the edge: that it goes on is to be seen.
        ...(reach.isCut.below && { min: reach.from }),
        ...(reach.isCut.above && { max: reach.to }),
        axisLabel: {
          ...{ color: theme.textMuted, fontSize: 12, formatter: input.formatValue },
          ...(reach.isCut.below && { showMinLabel: false }),
          ...(reach.isCut.above && { showMaxLabel: false }),
        },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      height,
    ],
    tooltip: {
      trigger: 'axis',
      confine: true,
      ...{ padding: 0, borderWidth: 0, backgroundColor: 'transparent', extraCssText: 'box-shadow: none' },
      axisPointer: { type: 'line', lineStyle: { color: theme.textMuted, type: 'solid', width: 1 } },
      formatter: (params: unknown) => {
        const at = Array.isArray(params) ? params[0]?.axisValue : undefined;
        return typeof at === 'number' ? input.tooltip(at) : '';
      },
    },
    series: [
      ...band('band', ({ ahead }) => !ahead, theme.band),
      // Begins where the other ends, so that no gap stands between them.
      ...band('ahead', ({ at }) => begins !== null && at >= begins, withAlpha(theme.accent, 0.16)),
      {
        ...line,
        id: 'expected',
        lineStyle: { color: theme.mean, width: 1, type: 'dashed' },
        data: points.map(({ at, expected }) => [at, expected]),
      },
      {
        ...line,
        id: 'now',
        yAxisIndex: 1,
        lineStyle: { color: theme.textMuted, width: 1 },
        // Above the picture, where nothing is drawn over it.
        endLabel: {
          ...{ show: begins !== null, formatter: 'now', color: theme.textMuted, fontSize: 12 },
          ...{ distance: 0, offset: [-12, -10] },
        },
        data: begins === null ? [] : [0, 1].map((end) => [begins, end]),
      },
      {
        ...line,
        id: 'limit',
        z: 2,
        lineStyle: { color: theme.text, type: [2, 4], width: 1.25 },
        data: limit === null ? [] : [from, to].map((at) => [at, limit]),
      },
      {
        ...line,
        id: 'value',
        z: 3,
        // A point alone makes no line.
        ...(points.length <= 2 && { symbol: 'circle', symbolSize: 5, showSymbol: true }),
        itemStyle: { color: theme.line },
        lineStyle: { color: theme.line, width: 1.75 },
        data: points.map(({ at, value }) => [at, value]),
      },
      {
        ...line,
        id: 'marked',
        z: 4,
        ...{ symbol: 'circle', symbolSize: 9, showSymbol: true, lineStyle: { opacity: 0 } },
        itemStyle: {
          color: marked === null ? theme.line : theme.severity[marked.severity],
          borderColor: theme.surface,
          borderWidth: 2,
        },
        data: marked === null ? [] : [[marked.point.at, marked.point.value]],
      },
      {
        ...line,
        id: 'rate',
        z: 2,
        lineStyle: { color: theme.text, type: [2, 4], width: 1.25 },
        data:
          limit === null || reachesLimitAt === null || newest === undefined || newest.at >= reachesLimitAt
            ? []
            : [
                [newest.at, newest.value],
                [reachesLimitAt, limit],
              ],
      },
      {
        ...line,
        id: 'reaches',
        z: 4,
        ...{ symbol: 'circle', symbolSize: 9, showSymbol: true, lineStyle: { opacity: 0 } },
        // A ring, because it has not come to that yet.
        itemStyle: { color: theme.surface, borderColor: theme.text, borderWidth: 2 },
        data:
          limit === null || reachesLimitAt === null || reachesLimitAt < from || reachesLimitAt > to
            ? []
            : [[reachesLimitAt, limit]],
      },
    ],
  };
}
