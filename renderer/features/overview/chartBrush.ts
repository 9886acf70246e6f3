import type { RefObject } from 'react';
import type { Chart } from '../../charts/chartEngine.ts';
import { type BarSpan, brushedRange } from './timelineBars.ts';

/** Brushing bars of a chart by mouse (`on`) and by keys (`cursor`); `onSpan` is told the span of what was brushed. */
export function chartBrush<Bar extends BarSpan>(
  chart: RefObject<Chart | null>,
  bars: readonly Bar[],
  onSpan: (span: NonNullable<ReturnType<typeof brushedRange>>) => void,
) {
  const clear = () => chart.current?.dispatchAction({ type: 'brush', areas: [] });
  const zoom = (first: number, last: number) => {
    clear();
    const span = brushedRange(bars, first, last);
    if (span) onSpan(span);
  };
  return {
    on: {
      brushEnd: (params: unknown) => {
        const [first, last] = (params as { areas: { coordRange?: [number, number] }[] }).areas[0]?.coordRange ?? [];
        if (first !== undefined && last !== undefined) zoom(first, last);
      },
    },
    cursor: {
      onShow: (index: number) => chart.current?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: index }),
      onHide() {
        chart.current?.dispatchAction({ type: 'hideTip' });
        clear();
      },
      onSelect: (first: number, last: number) =>
        chart.current?.dispatchAction({
          type: 'brush',
          areas: [{ brushType: 'lineX', xAxisIndex: 0, coordRange: [first, last] }],
        }),
      onZoom: zoom,
    },
  };
}

/** Lets the mouse brush; on a touch screen a drag scrolls the page, and the list below the chart is enough. */
export function armBrush(chart: Chart): void {
  if (!matchMedia('(pointer: fine)').matches) return;
  chart.dispatchAction({
    type: 'takeGlobalCursor',
    key: 'brush',
    brushOption: { brushType: 'lineX', brushMode: 'single' },
  });
}
