import type { EChartsCoreOption } from 'echarts/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import styles from './ChartCanvas.module.css';
import type { Chart } from './chartEngine.ts';

export interface ChartCanvasProps {
  /** Keep it the same object while nothing changed: a new one redraws. Null while there is nothing to draw yet. */
  option: EChartsCoreOption | null;
  className?: string | undefined;
  /** ECharts event name → handler; always the newest handler is called. */
  on?: Record<string, (params: unknown) => void>;
  /** After each drawing, e.g. to arm the brush or set the cursor. */
  onDrawn?: (chart: Chart) => void;
  chartRef?: RefObject<Chart | null>;
}

/**
 * An ECharts picture that loads its engine when it is first needed and follows the size of its box.
 * It is hidden from assistive technology: whoever uses it says the same in words or a list beside it.
 */
export function ChartCanvas({ option, className, on, onDrawn, chartRef }: ChartCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Chart | null>(null);
  const [unavailable, setUnavailable] = useState(false);
  const handlers = useRef({ on, onDrawn });
  handlers.current = { on, onDrawn };
  const eventNames = Object.keys(on ?? {}).join(' ');

  useEffect(() => {
    let disposed = false;
    let created: Chart | null = null;
    let observer: ResizeObserver | null = null;
    import('./chartEngine.ts').then(
      ({ createChart }) => {
        if (disposed || !box.current) return;
        const instance = createChart(box.current);
        created = instance;
        observer = new ResizeObserver(() => instance.resize());
        observer.observe(box.current);
        if (chartRef) chartRef.current = instance;
        setChart(instance);
      },
      () => {
        if (!disposed) setUnavailable(true);
      },
    );
    return () => {
      disposed = true;
      observer?.disconnect();
      created?.dispose();
      if (chartRef) chartRef.current = null;
      setChart(null);
    };
  }, [chartRef]);

  useEffect(() => {
    if (!chart) return;
    for (const name of eventNames.split(' ').filter(Boolean)) {
      chart.on(name, (params: unknown) => handlers.current.on?.[name]?.(params));
    }
    return () => {
      if (!chart.isDisposed()) for (const name of eventNames.split(' ').filter(Boolean)) chart.off(name);
    };
  }, [chart, eventNames]);

  useEffect(() => {
    if (!chart || !option) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    chart.setOption(
      { animation: !still, animationDuration: 160, animationDurationUpdate: 160, ...option },
      {
        replaceMerge: ['series'],
      },
    );
    handlers.current.onDrawn?.(chart);
  }, [chart, option]);

  return (
    <div className={className}>
      {unavailable ? (
        <p className={styles.unavailable}>The chart could not be loaded. The numbers beside it are complete.</p>
      ) : (
        <div ref={box} className={styles.canvas} aria-hidden="true" />
      )}
    </div>
  );
}
