import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTheme } from './chartTheme.ts';

interface PieSlice {
  id: string;
  value: number;
  colour: string;
  /** Dimmed when the filter leaves it out. */
  dimmed: boolean;
}

export interface PieOptionInput {
  slices: readonly PieSlice[];
  theme: ChartTheme;
  /** Radius of the hole as a share of the whole, 0 for a full pie. */
  hole: number;
}

/** A pie without labels or tooltip, which would cover half of it: the list beside it carries names and counts. */
export function pieOption({ slices, theme, hole }: PieOptionInput): EChartsCoreOption {
  const full = 94;
  return {
    textStyle: { fontFamily: theme.fontFamily },
    series: [
      {
        id: 'slices',
        type: 'pie',
        radius: [`${Math.round(full * hole)}%`, `${full}%`],
        center: ['50%', '50%'],
        startAngle: 90,
        // A sweep on arrival would show wrong shares for as long as it runs.
        animationDuration: 0,
        // A single alert among thousands still gets a sliver that can be seen and clicked.
        minAngle: 4,
        label: { show: false },
        labelLine: { show: false },
        emphasis: { scale: true, scaleSize: 3 },
        data: slices.map((slice) => ({
          name: slice.id,
          value: slice.value,
          itemStyle: {
            color: slice.colour,
            opacity: slice.dimmed ? 0.28 : 1,
            borderColor: theme.surface,
            borderWidth: slices.length > 1 ? 2 : 0,
          },
        })),
      },
    ],
  };
}
