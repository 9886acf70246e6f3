import type { EChartsCoreOption } from 'echarts/core';
import { severities } from '../../../shared/severity.ts';
import { axisLabels } from '../../charts/axisLabels.ts';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { withAlpha } from '../../charts/withAlpha.ts';
import type { TimelineBar } from './timelineBars.ts';

export interface TimelineOptionInput {
  bars: readonly TimelineBar[];
  theme: ChartTheme;
  /** Of the whole chart, CSS pixels. */
  width: number;
  formatTime(time: number): string;
  tooltip(bar: TimelineBar): HTMLElement | string;
}

/** Stacked bars by severity, worst at the foot of the bar where it is read first. */
export function timelineOption({ bars, theme, width, formatTime, tooltip }: TimelineOptionInput): EChartsCoreOption {
  const labelled = axisLabels(
    bars.map((bar) => bar.start),
    width,
    'left',
  );
  const highest = Math.max(0, ...bars.map((bar) => bar.total));
  return {
    textStyle: { fontFamily: theme.fontFamily, color: theme.textMuted },
    grid: { left: 26, right: 0, top: 8, bottom: 22, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: bars.map((bar) => formatTime(bar.start)),
      axisLine: { lineStyle: { color: theme.border } },
      axisTick: { show: true, interval: (index: number) => labelled.has(index), lineStyle: { color: theme.border } },
      axisLabel: {
        interval: (index: number) => labelled.has(index),
        color: theme.textMuted,
        fontSize: 12,
        hideOverlap: true,
        // The label names the bar's left edge.
        align: 'left',
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      // A quiet day keeps low bars low, so that one alert does not look like a storm.
      ...(highest < 4 && { max: 4 }),
      minInterval: 1,
      splitNumber: 3,
      axisLabel: { color: theme.textMuted, fontSize: 12 },
      splitLine: { lineStyle: { color: theme.grid } },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      axisPointer: { type: 'shadow', shadowStyle: { color: withAlpha(theme.textMuted, 0.12) } },
      padding: 0,
      borderWidth: 0,
      backgroundColor: 'transparent',
      extraCssText: 'box-shadow: none',
      formatter: (params: unknown) => {
        const index = Array.isArray(params) ? params[0]?.dataIndex : undefined;
        const bar = typeof index === 'number' ? bars[index] : undefined;
        return bar ? tooltip(bar) : '';
      },
    },
    brush: {
      xAxisIndex: 0,
      brushType: 'lineX',
      brushMode: 'single',
      transformable: false,
      brushStyle: { borderWidth: 1, color: withAlpha(theme.accent, 0.16), borderColor: theme.accent },
      outOfBrush: { colorAlpha: 0.35 },
      throttleType: 'debounce',
      throttleDelay: 60,
    },
    series: severities.map((severity) => ({
      id: severity,
      name: severity,
      type: 'bar',
      stack: 'alerts',
      barCategoryGap: bars.length > 60 ? '15%' : '25%',
      barMaxWidth: 28,
      data: bars.map((bar) => bar.counts[severity]),
      itemStyle: { color: theme.severity[severity] },
      emphasis: { disabled: true },
    })),
  };
}
