import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { BrushComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

export type Chart = EChartsType;

/**
 * Starts an empty chart that fills `element`. This module is the only one that pulls ECharts in; load it with `import()`
 * so that numbers and table are painted without waiting for it.
 */
export function createChart(element: HTMLElement): Chart {
  // Canvas, not SVG: hundreds of bars are redrawn at every hover, and nothing depends on style attributes being allowed.
  use([BarChart, LineChart, PieChart, BrushComponent, GridComponent, TooltipComponent, CanvasRenderer]);
  return init(element, null, { renderer: 'canvas' });
}
