import type { EChartsCoreOption } from 'echarts/core';
import type { Severity } from '../../../../shared/severity.ts';
import type { ChartTheme } from '../../../charts/chartTheme.ts';
import { lineStyles } from './lineStyles.ts';
import type { TrialLine } from './trialLines.ts';

export interface TrialOptionInput {
  lines: readonly TrialLine[];
  /** ms UTC. */
  from: number;
  to: number;
  limit: number | null;
  severity: Severity;
  theme: ChartTheme;
  /** Of the whole chart, CSS pixels. */
  width: number;
  formatTime(time: number): string;
  formatValue(value: number): string;
  tooltip(at: number): HTMLElement | string;
}

const labelPx = 84;

/** The last day of every series as a line, the limit dashed, and a mark in the severity's colour wherever it would have fired. */
export function trialOption(input: TrialOptionInput): EChartsCoreOption {
  const { lines, from, to, limit, severity, theme, width } = input;
  const colour = theme.severity[severity];
  const line = { type: 'line', symbol: 'none', silent: true, animation: false, emphasis: { disabled: true } };
  return {
    textStyle: { fontFamily: theme.fontFamily, color: theme.textMuted },
    grid: { left: 0, right: 10, top: 12, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'time',
      min: from,
      max: to,
      splitNumber: Math.max(2, Math.floor(width / labelPx)),
      axisLine: { lineStyle: { color: theme.border } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { color: theme.textMuted, fontSize: 12, hideOverlap: true, formatter: input.formatTime },
    },
    yAxis: {
      type: 'value',
      // Near its limit a series is what matters, not its distance from nothing.
      scale: true,
      splitNumber: 3,
      axisLabel: { color: theme.textMuted, fontSize: 12, formatter: input.formatValue },
      splitLine: { lineStyle: { color: theme.grid } },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      padding: 0,
      borderWidth: 0,
      backgroundColor: 'transparent',
      extraCssText: 'box-shadow: none',
      axisPointer: { type: 'line', lineStyle: { color: theme.textMuted, type: 'solid', width: 1 } },
      formatter: (params: unknown) => {
        const at = Array.isArray(params) ? params[0]?.axisValue : undefined;
        return typeof at === 'number' ? input.tooltip(at) : '';
      },
    },
    series: [
      ...lines.map(({ points }, index) => {
        const style = lineStyles[index % lineStyles.length] ?? lineStyles[0];
        return {
          ...line,
          id: `line${index}`,
          z: 3,
          // A point alone makes no line.
          ...(points.length <= 2 && { symbol: 'circle', symbolSize: 5, showSymbol: true }),
          itemStyle: { color: style.colour(theme) },
          lineStyle: { color: style.colour(theme), type: style.type, width: 1.75 },
          data: points,
        };
      }),
      {
        ...line,
        id: 'limit',
        z: 2,
        lineStyle: { color: colour, type: 'dashed', width: 1.25 },
        data:
          limit === null
            ? []
            : [
                [from, limit],
                [to, limit],
              ],
      },
      {
        ...line,
        id: 'fired',
        z: 4,
        symbol: 'triangle',
        symbolSize: 11,
        showSymbol: true,
        showAllSymbol: true,
        lineStyle: { opacity: 0 },
        itemStyle: { color: colour, borderColor: theme.surface, borderWidth: 1.5 },
        data: lines.flatMap(({ fired }) => fired).toSorted(([one], [other]) => one - other),
      },
    ],
  };
}
