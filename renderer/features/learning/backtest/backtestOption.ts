import type { EChartsCoreOption } from 'echarts/core';
import { severities } from '../../../../shared/severity.ts';
import { axisLabels } from '../../../charts/axisLabels.ts';
import type { ChartTheme } from '../../../charts/chartTheme.ts';
import { withAlpha } from '../../../charts/withAlpha.ts';
import type { BacktestBar, BacktestLane } from './backtestBars.ts';

interface BacktestOptionInput {
  bars: readonly BacktestBar[];
  /** From the top. */
  lanes: readonly BacktestLane[];
  theme: ChartTheme;
  /** Of the whole chart, CSS pixels. */
  width: number;
  formatTime(time: number): string;
  tooltip(bar: BacktestBar): HTMLElement | string;
}

/** Of all lanes, CSS pixels: the picture is as high whether a draft is in it or not. */
const allLanesPx = 252;
/** The first ones of a lane, in which its name stands. */
const namePx = 20;

/** Where lanes begin, CSS pixels from the top. */
export const laneTop = (lane: number, lanes: number): number => (lane * allLanesPx) / lanes;

/** Lanes of stacked bars on one axis of time, each as high as the others for as many alerts. */
export function backtestOption({
  bars,
  lanes,
  theme,
  width,
  formatTime,
  tooltip,
}: BacktestOptionInput): EChartsCoreOption {
  const labelled = axisLabels(
    bars.map(({ start }) => start),
    width,
    'left',
  );
  const total = (bar: BacktestBar, lane: BacktestLane) =>
    severities.reduce((sum, severity) => sum + bar[lane][severity], 0);
  const highest = Math.max(3, ...bars.flatMap((bar) => lanes.map((lane) => total(bar, lane))));
  const lanePx = laneTop(1, lanes.length);
  const isLast = (index: number) => index === lanes.length - 1;
  return {
    textStyle: { fontFamily: theme.fontFamily, color: theme.textMuted },
    grid: lanes.map((_, index) => ({
      ...{
        left: 26,
        right: 0,
        top: laneTop(index, lanes.length) + namePx,
        height: lanePx - namePx - 4,
        outerBoundsMode: 'none',
      },
    })),
    xAxis: lanes.map((_, gridIndex) => ({
      type: 'category',
      gridIndex,
      data: bars.map(({ start }) => formatTime(start)),
      axisLine: { lineStyle: { color: theme.border } },
      axisTick: {
        show: isLast(gridIndex),
        interval: (index: number) => labelled.has(index),
        lineStyle: { color: theme.border },
      },
      axisLabel: {
        show: isLast(gridIndex),
        interval: (index: number) => labelled.has(index),
        color: theme.textMuted,
        fontSize: 12,
        hideOverlap: true,
        // The label names the bar's left edge.
        align: 'left',
      },
    })),
    yAxis: lanes.map((_, gridIndex) => ({
      type: 'value',
      gridIndex,
      min: 0,
      max: highest,
      interval: highest,
      axisLabel: { color: theme.textMuted, fontSize: 12 },
      splitLine: { lineStyle: { color: theme.grid } },
    })),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: {
      trigger: 'axis',
      confine: true,
      axisPointer: { type: 'shadow', shadowStyle: { color: withAlpha(theme.textMuted, 0.12) } },
      ...{ padding: 0, borderWidth: 0, backgroundColor: 'transparent', extraCssText: 'box-shadow: none' },
      formatter: (params: unknown) => {
        const index = Array.isArray(params) ? params[0]?.dataIndex : undefined;
        const bar = typeof index === 'number' ? bars[index] : undefined;
        return bar ? tooltip(bar) : '';
      },
    },
    brush: {
      xAxisIndex: 'all',
      brushType: 'lineX',
      brushMode: 'single',
      transformable: false,
      brushStyle: { borderWidth: 1, color: withAlpha(theme.accent, 0.16), borderColor: theme.accent },
      outOfBrush: { colorAlpha: 0.35 },
      throttleType: 'debounce',
      throttleDelay: 60,
    },
    series: [
      ...lanes.flatMap((lane, at) =>
        severities.map((severity) => ({
          id: `${lane} ${severity}`,
          type: 'bar',
          stack: lane,
          xAxisIndex: at,
          yAxisIndex: at,
          barCategoryGap: bars.length > 60 ? '15%' : '25%',
          barMaxWidth: 28,
          data: bars.map((bar) => bar[lane][severity]),
          itemStyle: { color: theme.severity[severity] },
          emphasis: { disabled: true },
        })),
      ),
      {
        id: 'feedback',
        type: 'line',
        xAxisIndex: lanes.length - 1,
        yAxisIndex: lanes.length - 1,
        silent: true,
        animation: false,
        ...{ symbol: 'circle', symbolSize: 6, symbolOffset: [0, -7], showSymbol: true, showAllSymbol: true },
        lineStyle: { opacity: 0 },
        itemStyle: { color: theme.surface, borderColor: theme.text, borderWidth: 1.5 },
        emphasis: { disabled: true },
        data: bars.map((bar) => (bar.feedback.length === 0 ? null : total(bar, 'raised'))),
      },
    ],
  };
}
