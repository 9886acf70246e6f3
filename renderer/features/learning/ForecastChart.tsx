import { useMemo, useRef } from 'react';
import type { Alert } from '../../../shared/alert.ts';
import type { Forecast } from '../../../shared/learning/learnedSeries.ts';
import { ChartFigure, LegendEntry, LegendNote } from '../../charts/ChartFigure.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { tooltipElement } from '../../charts/tooltipElement.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { useElementWidth } from '../../charts/useElementWidth.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { useNow } from '../../components/useNow.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { forecastOption } from './forecastOption.ts';
import { type ForecastPoint, forecastPoints, pointNear, pointOfWindow } from './forecastPoints.ts';
import { forecastWords } from './forecastWords.ts';

interface ForecastChartProps {
  forecast: Forecast;
  /** Marks the window that it was raised for. */
  alert?: Pick<Alert, 'windowStart' | 'severity' | 'metricValue'> | null;
}

/** The last hours of a series on what was learned of it, and the band of the hours to come; or why there is none. */
export function ForecastChart({ forecast, alert = null }: ForecastChartProps) {
  const format = useValueFormat();
  const box = useRef<HTMLDivElement>(null);
  const theme = useChartTheme(box);
  const width = useElementWidth(box);
  const now = useNow(60_000);
  const points = useMemo(() => forecastPoints(forecast), [forecast]);
  const { limit, reachesLimitAt, unit, note, stepMs } = forecast;
  const markedAt = alert === null ? null : Date.parse(alert.windowStart);
  const { severity = null, metricValue = null } = alert ?? {};
  const marked = useMemo(() => {
    if (markedAt === null || severity === null) return null;
    const point = pointOfWindow(points, { at: markedAt, value: metricValue, stepMs });
    return point ? { point, severity } : null;
  }, [points, markedAt, severity, metricValue, stepMs]);
  const option = useMemo(
    () =>
      theme && width > 0 && points.length > 0
        ? forecastOption({
            ...{ points, limit, marked, theme, width },
            reachesLimitAt: reachesLimitAt === null ? null : Date.parse(reachesLimitAt),
            formatTime: (time) => formatInstant(time, 'clock'),
            formatValue: (value) => format.value(value, unit),
            tooltip: (at) => {
              const point = pointNear(points, at);
              return point ? pointTooltip(point, limit, theme, (value) => format.value(value, unit)) : '';
            },
          })
        : null,
    [theme, width, points, limit, marked, reachesLimitAt, unit, format],
  );
  const words = forecastWords(forecast, (value) => format.value(value, unit), now);
  const hasBand = points.some(({ lower }) => lower !== null);
  const hasAhead = points.some(({ ahead, lower }) => ahead && lower !== null);
  const none = points.length > 0 ? null : (note ?? 'Nothing came of this series in the last 24 h.');
  return (
    <ChartFigure box={box} label={words} option={option} none={none}>
      <LegendEntry sign="value">{forecast.title}</LegendEntry>
      {hasBand && <LegendEntry sign="expected">expected</LegendEntry>}
      {hasBand && <LegendEntry sign="band">usual</LegendEntry>}
      {hasAhead && <LegendEntry sign="ahead">to come</LegendEntry>}
      {marked && <LegendEntry sign={marked.severity}>window under test</LegendEntry>}
      {limit !== null && <LegendEntry sign="limit">limit {format.value(limit, unit)}</LegendEntry>}
      {limit !== null && reachesLimitAt !== null && (
        <LegendEntry sign="reached">reached about {formatInstant(reachesLimitAt, 'short')} at this rate</LegendEntry>
      )}
      {note && <LegendNote>{note}</LegendNote>}
    </ChartFigure>
  );
}

function pointTooltip(
  point: ForecastPoint,
  limit: number | null,
  theme: ChartTheme,
  value: (number: number | null) => string,
): HTMLElement {
  const { lower, upper, expected, ahead } = point;
  return tooltipElement(formatInstant(point.at, 'short'), [
    ...(ahead ? [] : [{ label: 'Value', value: value(point.value), colour: theme.line }]),
    ...(expected === null ? [] : [{ label: 'Expected', value: value(expected), colour: theme.mean }]),
    ...(lower === null || upper === null
      ? []
      : [{ label: ahead ? 'To come' : 'Usual', value: `${value(lower)} to ${value(upper)}`, colour: theme.band }]),
    ...(limit === null ? [] : [{ label: 'Limit', value: value(limit) }]),
  ]);
}
