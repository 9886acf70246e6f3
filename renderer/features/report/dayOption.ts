import type { EChartsCoreOption } from 'echarts/core';
import type { Report } from '../../../shared/delivery/report.ts';
import { severities } from '../../../shared/severity.ts';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { tooltipElement } from '../../charts/tooltipElement.ts';
import { withAlpha } from '../../charts/withAlpha.ts';
import { severityWords } from '../../components/severityWords.ts';

export type Day = Report['days'][number];

export const totalOf = (day: Day): number => severities.reduce((sum, severity) => sum + day[severity], 0);

/** `20 Nov`; the date is one already, so no zone may shift it. */
export function dayLabel(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}

/** A bar for each day, stacked by severity, worst at the foot as in the timeline. */
export function dayOption(days: readonly Day[], theme: ChartTheme): EChartsCoreOption {
  const highest = Math.max(0, ...days.map(totalOf));
  return {
    textStyle: { fontFamily: theme.fontFamily, color: theme.textMuted },
    grid: { left: 34, right: 4, top: 8, bottom: 22, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: days.map(({ day }) => dayLabel(day)),
      axisLine: { lineStyle: { color: theme.border } },
      axisTick: { show: false },
      axisLabel: { color: theme.textMuted, fontSize: 12, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      // A quiet week keeps low bars low.
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
        const day = typeof index === 'number' ? days[index] : undefined;
        return day ? tooltip(day, theme) : '';
      },
    },
    series: severities.map((severity) => ({
      id: severity,
      name: severity,
      type: 'bar',
      stack: 'alerts',
      barCategoryGap: '25%',
      barMaxWidth: 40,
      data: days.map((day) => day[severity]),
      itemStyle: { color: theme.severity[severity] },
      emphasis: { disabled: true },
    })),
  };
}

function tooltip(day: Day, theme: ChartTheme): HTMLElement {
  const rows = severities
    .filter((severity) => day[severity] > 0)
    .map((severity) => ({
      label: severityWords[severity],
      value: String(day[severity]),
      colour: theme.severity[severity],
    }));
  return tooltipElement(dayLabel(day.day), rows.length > 0 ? rows : [{ label: 'No alerts', value: '' }]);
}
