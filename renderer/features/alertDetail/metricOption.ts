import type { EChartsCoreOption } from 'echarts/core';
import type { Severity } from '../../../shared/severity.ts';
import { axisLabels } from '../../charts/axisLabels.ts';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { withAlpha } from '../../charts/withAlpha.ts';
import type { BandPoint } from './metricBand.ts';

export interface MetricOptionInput {
  points: readonly BandPoint[];
  /** Where the axis ends when the values come near it; null: wherever they need it to. */
  ceiling: number | null;
  /** Index of the window under test; null when it is not in the picture. */
  underTest: number | null;
  severity: Severity;
  theme: ChartTheme;
  /** Of the whole chart, CSS pixels. */
  width: number;
  formatTime(time: number): string;
  formatValue(value: number): string;
  tooltip(point: BandPoint): HTMLElement | string;
}

/** The metric as a line, its baseline mean dashed, the band around it, and the window under test in the severity's colour. */
export function metricOption(input: MetricOptionInput): EChartsCoreOption {
  const { points, underTest, severity, theme } = input;
  const labelled = axisLabels(
    points.map((point) => point.start),
    input.width,
  );
  const highest = Math.max(...points.flatMap((point) => [point.value ?? 0, point.upper ?? 0]));
  const colour = theme.severity[severity];
  const line = { type: 'line', symbol: 'none', silent: true, animation: false, emphasis: { disabled: true } };
  return {
    textStyle: { fontFamily: theme.fontFamily, color: theme.textMuted },
    grid: { left: 0, right: 4, top: 10, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      boundaryGap: true,
      data: points.map((point) => input.formatTime(point.start)),
      axisLine: { lineStyle: { color: theme.border } },
      axisTick: { show: false },
      axisLabel: {
        interval: (index: number) => labelled.has(index),
        color: theme.textMuted,
        fontSize: 12,
        hideOverlap: true,
      },
    },
    yAxis: [
      {
        type: 'value',
        scale: false,
        // Quarters, because steps chosen without regard to the end would leave a label right below it.
        ...(input.ceiling !== null &&
          highest > input.ceiling * 0.7 && { max: input.ceiling, interval: input.ceiling / 4 }),
        splitNumber: 3,
        axisLabel: { color: theme.textMuted, fontSize: 12, formatter: input.formatValue },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      // Full height whatever the values are, for the ground of the window under test.
      { type: 'value', min: 0, max: 1, show: false },
    ],
    tooltip: {
      trigger: 'axis',
      confine: true,
      padding: 0,
      borderWidth: 0,
      backgroundColor: 'transparent',
      extraCssText: 'box-shadow: none',
      axisPointer: { type: 'line', lineStyle: { color: theme.textMuted, type: 'solid', width: 1 } },
      formatter: (params: unknown) => {
        const index = Array.isArray(params) ? params[0]?.dataIndex : undefined;
        const point = typeof index === 'number' ? points[index] : undefined;
        return point ? input.tooltip(point) : '';
      },
    },
    series: [
      {
        id: 'window',
        type: 'bar',
        yAxisIndex: 1,
        silent: true,
        animation: false,
        barWidth: '100%',
        itemStyle: { color: withAlpha(colour, 0.18) },
        data: points.map((_, index) => (index === underTest ? 1 : null)),
      },
      // The band is two stacked lines: an unseen one at its foot and its height above that.
      {
        ...line,
        id: 'bandFoot',
        stack: 'band',
        stackStrategy: 'all',
        lineStyle: { opacity: 0 },
        data: points.map((point) => point.lower),
      },
      {
        ...line,
        id: 'band',
        stack: 'band',
        stackStrategy: 'all',
        lineStyle: { opacity: 0 },
        areaStyle: { color: theme.band },
        data: points.map((point) => (point.lower === null || point.upper === null ? null : point.upper - point.lower)),
      },
      {
        ...line,
        id: 'mean',
        lineStyle: { color: theme.mean, width: 1, type: 'dashed' },
        data: points.map((point) => point.mean),
      },
      {
        ...line,
        id: 'value',
        z: 3,
        lineStyle: { color: theme.line, width: 1.75 },
        data: points.map((point) => point.value),
      },
      {
        ...line,
        id: 'underTest',
        z: 4,
        symbol: 'circle',
        symbolSize: 9,
        showSymbol: true,
        showAllSymbol: true,
        lineStyle: { opacity: 0 },
        itemStyle: { color: colour, borderColor: theme.surface, borderWidth: 2 },
        data: points.map((point, index) => (index === underTest ? point.value : null)),
      },
    ],
  };
}
