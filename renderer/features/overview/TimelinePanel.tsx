import { useMemo, useRef } from 'react';
import type { Overview } from '../../../shared/overview.ts';
import { ChartCanvas } from '../../charts/ChartCanvas.tsx';
import type { Chart } from '../../charts/chartEngine.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { useElementWidth } from '../../charts/useElementWidth.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { Panel } from '../../components/Panel.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { armBrush, chartBrush } from './chartBrush.ts';
import { filteredSpan } from './overviewFilter.ts';
import { TimelineCursor } from './TimelineCursor.tsx';
import styles from './TimelinePanel.module.css';
import { timelineBars } from './timelineBars.ts';
import { timelineOption } from './timelineOption.ts';
import { barTooltip, barWords, spanWords } from './timelineWords.ts';
import { useOverviewFilter } from './useOverviewFilter.ts';
import { useQuiet } from './useQuiet.ts';

/** Narrower bars cannot be told apart. */
const barPx = 9;

/** The alerts of 24 h over time, by severity; brushing (or Shift with the arrow keys) zooms it and the rows below. */
export function TimelinePanel({ timeline }: { timeline: Overview['timeline24h'] | null }) {
  const { filter, setSpan } = useOverviewFilter();
  const quiet = useQuiet();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const theme = useChartTheme(box);
  const width = useElementWidth(box);
  const { from, to } = filter;
  const range = useMemo(() => filteredSpan({ from, to }), [from, to]);
  const bars = useMemo(
    () => (timeline && width > 0 ? timelineBars(timeline, range, Math.max(12, Math.floor(width / barPx))) : []),
    [timeline, range, width],
  );
  const option = useMemo(
    () =>
      theme && bars.length > 0
        ? timelineOption({
            bars,
            theme,
            width,
            formatTime: (time) => formatInstant(time, 'clock'),
            tooltip: (bar) => barTooltip(bar, theme),
          })
        : null,
    [bars, theme, width],
  );

  const brush = chartBrush(chart, bars, setSpan);
  const on = {
    ...brush.on,
    click: (params: unknown) => {
      const { dataIndex } = params as { dataIndex?: number };
      if (dataIndex !== undefined) brush.cursor.onZoom(dataIndex, dataIndex);
    },
  };

  const total = bars.reduce((sum, bar) => sum + bar.total, 0);
  const firstBar = bars[0];
  const minutes = firstBar ? Math.round((firstBar.end - firstBar.start) / 60_000) : 0;
  return (
    <Panel
      title="Timeline"
      hint={range ? spanWords(range) : minutes > 0 ? `24 h, a bar is ${minutes} min` : '24 h'}
      actions={
        range ? (
          <Button size="small" onClick={() => setSpan(null)}>
            Back to 24 h
          </Button>
        ) : (
          <span className={styles.hint}>drag to zoom</span>
        )
      }
    >
      <div ref={box} className={styles.timeline}>
        {timeline === null && <Skeleton height="100%" />}
        {timeline !== null && width > 0 && bars.length === 0 && (
          <p className={styles.none}>This span lies outside the last 24 hours. Its alerts are in the rows below.</p>
        )}
        {bars.length > 0 && (
          <>
            <ChartCanvas className={styles.chart} option={option} on={on} onDrawn={armBrush} chartRef={chart} />
            {total === 0 && (
              <p className={styles.none}>
                {quiet === 'quiet' ? 'No alert began in this time' : 'No alert of this time is known'}
              </p>
            )}
            <TimelineCursor
              label="Timeline of the alerts"
              bars={bars}
              words={barWords}
              {...brush.cursor}
              onBack={range ? () => setSpan(null) : null}
            />
          </>
        )}
      </div>
    </Panel>
  );
}
