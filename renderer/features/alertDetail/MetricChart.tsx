import { useMemo, useRef } from 'react';
import type { AlertDetail } from '../../../shared/alert.ts';
import { anomalyTypes } from '../../../shared/anomalyTypes.ts';
import { ChartFigure, LegendEntry, LegendNote } from '../../charts/ChartFigure.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { tooltipElement } from '../../charts/tooltipElement.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { useElementWidth } from '../../charts/useElementWidth.ts';
import type { ValueFormat } from '../../components/createValueFormat.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { formatWindow } from './formatWindow.ts';
import { type BandPoint, type MetricBand, metricBand } from './metricBand.ts';
import { metricOption } from './metricOption.ts';
import { metricWords } from './metricWords.ts';

interface BandWords {
  mean: string;
  tooltipMean: string;
  band: string;
}

const ofWindows: BandWords = { mean: 'baseline mean', tooltipMean: 'Baseline mean', band: '±3σ' };
const ofLearned: BandWords = { mean: 'usual at this hour', tooltipMean: 'Usual at this hour', band: 'learned range' };

/** The metric of the last hours against the band it is judged by, the window under test marked; or why there is none. */
export function MetricChart({ alert }: { alert: AlertDetail }) {
  const format = useValueFormat();
  const box = useRef<HTMLDivElement>(null);
  const theme = useChartTheme(box);
  const width = useElementWidth(box);
  const band = useMemo(() => metricBand(alert), [alert]);
  const { severity } = alert;
  const words = alert.series?.band === 'learned' || alert.type.startsWith('learned_') ? ofLearned : ofWindows;
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
            tooltip: (point) => pointTooltip(point, band, words, theme, format),
          })
        : null,
    [theme, band, words, width, severity, format],
  );
  const metric = alert.series?.metric ?? anomalyTypes[alert.type]?.metric ?? alert.type;
  const none = band ? null : (alert.seriesError ?? 'This alert carries no metric that could be drawn.');
  return (
    <ChartFigure box={box} label={band ? metricWords(metric, band, format) : undefined} option={option} none={none}>
      <LegendEntry sign="value">{metric.replaceAll('_', ' ')}</LegendEntry>
      <LegendEntry sign="expected">{words.mean}</LegendEntry>
      <LegendEntry sign="band">{words.band}</LegendEntry>
      <LegendEntry sign={severity}>window under test</LegendEntry>
      {alert.series === null && alert.seriesError && <LegendNote>{alert.seriesError}</LegendNote>}
    </ChartFigure>
  );
}

function pointTooltip(
  point: BandPoint,
  band: MetricBand,
  words: BandWords,
  theme: ChartTheme,
  format: ValueFormat,
): HTMLElement {
  const value = (number: number | null) => format.value(number, band.unit);
  const rows = [{ label: 'Value', value: value(point.value), colour: theme.line }];
  if (point.mean !== null) rows.push({ label: words.tooltipMean, value: value(point.mean), colour: theme.mean });
  if (point.lower !== null && point.upper !== null) {
    rows.push({ label: words.band, value: `${value(point.lower)} to ${value(point.upper)}`, colour: theme.band });
  }
  return tooltipElement(formatWindow(point.start, band.windowMs, Date.now()).value, rows);
}
