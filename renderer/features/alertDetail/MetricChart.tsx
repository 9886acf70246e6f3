import { useMemo, useRef } from 'react';
import type { AlertDetail } from '../../../shared/alert.ts';
import { anomalyTypes } from '../../../shared/anomalyTypes.ts';
import { ChartCanvas } from '../../charts/ChartCanvas.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { tooltipElement } from '../../charts/tooltipElement.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { useElementWidth } from '../../charts/useElementWidth.ts';
import type { ValueFormat } from '../../components/createValueFormat.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { formatWindow } from './formatWindow.ts';
import styles from './MetricChart.module.css';
import { type BandPoint, type MetricBand, metricBand } from './metricBand.ts';
import { metricOption } from './metricOption.ts';
import { metricWords } from './metricWords.ts';

/** The metric of the last hours against the band it is judged by, the window under test marked; or why there is none. */
export function MetricChart({ alert }: { alert: AlertDetail }) {
  const format = useValueFormat();
  const box = useRef<HTMLDivElement>(null);
  const theme = useChartTheme(box);
  const width = useElementWidth(box);
  const band = useMemo(() => metricBand(alert), [alert]);
  const { severity } = alert;
  const option = useMemo(
    () =>
      theme && band && width > 0
        ? metricOption({
            points: band.points,
            ceiling: band.ceiling,
            underTest: band.underTest,
            severity,
            theme,
            width,
            formatTime: (time) => formatInstant(time, 'clock'),
            formatValue: (value) => format.value(value, band.unit),
            tooltip: (point) => pointTooltip(point, band, theme, format),
          })
        : null,
    [theme, band, width, severity, format],
  );
  const metric = alert.series?.metric ?? anomalyTypes[alert.type]?.metric ?? alert.type;
  return (
    <figure className={styles.figure} aria-label={band ? metricWords(metric, band, format) : undefined}>
      <div ref={box} className={styles.box} data-empty={band === null || undefined}>
        {band ? (
          <ChartCanvas className={styles.chart} option={option} />
        ) : (
          <p className={styles.none}>{alert.seriesError ?? 'This alert carries no metric that could be drawn.'}</p>
        )}
      </div>
      {band && (
        <figcaption className={styles.caption}>
          <span className={styles.value}>{metric.replaceAll('_', ' ')}</span>
          <span className={styles.mean}>baseline mean</span>
          <span className={styles.band}>±3σ</span>
          <span className={styles.tested} data-severity={severity}>
            window under test
          </span>
          {alert.series === null && alert.seriesError && <span className={styles.why}>{alert.seriesError}</span>}
        </figcaption>
      )}
    </figure>
  );
}

function pointTooltip(point: BandPoint, band: MetricBand, theme: ChartTheme, format: ValueFormat): HTMLElement {
  const value = (number: number | null) => format.value(number, band.unit);
  const rows = [{ label: 'Value', value: value(point.value), colour: theme.line }];
  if (point.mean !== null) rows.push({ label: 'Baseline mean', value: value(point.mean), colour: theme.mean });
  if (point.lower !== null && point.upper !== null) {
    rows.push({ label: '±3σ', value: `${value(point.lower)} to ${value(point.upper)}`, colour: theme.band });
  }
  return tooltipElement(formatWindow(point.start, band.windowMs, Date.now()).value, rows);
}
