import { useMemo, useRef } from 'react';
import type { Backtest } from '../../../../shared/learning/backtest.ts';
import { ChartCanvas } from '../../../charts/ChartCanvas.tsx';
import type { Chart } from '../../../charts/chartEngine.ts';
import { tooltipElement } from '../../../charts/tooltipElement.ts';
import { useChartTheme } from '../../../charts/useChartTheme.ts';
import { useElementWidth } from '../../../charts/useElementWidth.ts';
import { Button } from '../../../components/Button.tsx';
import { formatInstant } from '../../../components/formatInstant.ts';
import { armBrush, chartBrush } from '../../overview/chartBrush.ts';
import { TimelineCursor } from '../../overview/TimelineCursor.tsx';
import type { TimeRange } from '../../overview/timelineBars.ts';
import { spanWords } from '../../overview/timelineWords.ts';
import styles from './BacktestChart.module.css';
import { backtestBars, lanesShown } from './backtestBars.ts';
import { backtestBarRows, backtestBarWords, laneWords } from './backtestBarWords.ts';
import { backtestOption, laneTop } from './backtestOption.ts';

interface BacktestChartProps {
  backtest: Backtest;
  /** The draft is not what is in force. */
  isChanged: boolean;
  /** What is zoomed in on; null: all of it. */
  range: TimeRange | null;
  onZoom: (range: TimeRange | null) => void;
}

const barPx = 9;
const dayMs = 86_400_000;

/** The past on a timeline: by the draft, by the settings in force, and as it was told. Brushing zooms it and the list below. */
export function BacktestChart({ backtest, isChanged, range, onZoom }: BacktestChartProps) {
  const lanes = lanesShown(isChanged);
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const theme = useChartTheme(box);
  const width = useElementWidth(box);
  const bars = useMemo(
    () => (width > 0 ? backtestBars(backtest, range, Math.max(12, Math.floor(width / barPx))) : []),
    [backtest, range, width],
  );
  const [first, last] = [bars[0], bars.at(-1)];
  const days = first && last ? (last.end - first.start) / dayMs : 0;
  const option = useMemo(
    () =>
      theme && bars.length > 0
        ? backtestOption({
            ...{ bars, lanes, theme, width },
            formatTime: (time) => formatInstant(time, days > 3 ? 'day' : days > 1.1 ? 'short' : 'clock'),
            tooltip: (bar) => tooltipElement(spanWords({ from: bar.start, to: bar.end }), backtestBarRows(bar, lanes)),
          })
        : null,
    [bars, lanes, theme, width, days],
  );
  const isJudged = bars.some(({ feedback }) => feedback.length > 0);
  const { on, cursor } = chartBrush(chart, bars, onZoom);
  return (
    <figure className={styles.figure} aria-label="Timeline of the backtest">
      <div ref={box} className={styles.box}>
        {bars.length > 0 && (
          <>
            <ChartCanvas className={styles.chart} option={option} on={on} onDrawn={armBrush} chartRef={chart} />
            {lanes.map((lane, index) => (
              <span
                key={lane}
                className={styles.lane}
                data-lane={lane}
                style={{ insetBlockStart: laneTop(index, lanes.length) }}
                aria-hidden="true"
              >
                {laneWords[lane]}
              </span>
            ))}
            <TimelineCursor
              label="Timeline of the backtest"
              bars={bars}
              words={(bar) => backtestBarWords(bar, lanes)}
              {...cursor}
              onBack={range ? () => onZoom(null) : null}
            />
          </>
        )}
      </div>
      <figcaption className={styles.caption}>
        {isJudged && <span className={styles.said}>somebody said what it was</span>}
        {range ? (
          <span className={styles.range}>
            {spanWords(range)}
            <Button size="small" onClick={() => onZoom(null)}>
              Back to all days
            </Button>
          </span>
        ) : (
          <span className={styles.hint}>drag to zoom</span>
        )}
      </figcaption>
    </figure>
  );
}
