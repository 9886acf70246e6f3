import { useMemo, useRef } from 'react';
import type { Unit } from '../../../../shared/alert.ts';
import type { Severity } from '../../../../shared/severity.ts';
import type { RuleTrial } from '../../../../shared/signals/ruleTrial.ts';
import { ChartCanvas } from '../../../charts/ChartCanvas.tsx';
import { tooltipElement } from '../../../charts/tooltipElement.ts';
import { useChartTheme } from '../../../charts/useChartTheme.ts';
import { useElementWidth } from '../../../charts/useElementWidth.ts';
import { formatInstant } from '../../../components/formatInstant.ts';
import { useValueFormat } from '../../../components/ValueFormat.tsx';
import { lineStyles } from './lineStyles.ts';
import { pointsNear } from './pointsNear.ts';
import styles from './TrialChart.module.css';
import { trialLines } from './trialLines.ts';
import { trialOption } from './trialOption.ts';
import { seriesWords } from './trialWords.ts';

interface TrialChartProps {
  trial: RuleTrial;
  unit: Unit;
  severity: Severity;
}

/** The last day of the series that would have fired most; what it shows stands below it in words. */
export function TrialChart({ trial, unit, severity }: TrialChartProps) {
  const format = useValueFormat();
  const box = useRef<HTMLDivElement>(null);
  const theme = useChartTheme(box);
  const width = useElementWidth(box);
  const lines = useMemo(() => trialLines(trial), [trial]);
  const { from, to, limit, series } = trial;
  const option = useMemo(
    () =>
      theme && width > 0
        ? trialOption({
            ...{ lines, limit, severity, theme, width },
            ...{ from: Date.parse(from), to: Date.parse(to) },
            formatTime: (time) => formatInstant(time, 'clock'),
            formatValue: (value) => format.value(value, unit),
            tooltip: (at) =>
              tooltipElement(
                formatInstant(at, 'short'),
                pointsNear(lines, at).map(({ line, value }) => ({
                  label: lines[line]?.label ?? '',
                  value: format.value(value, unit),
                  colour: lineStyles[line]?.colour(theme) ?? theme.line,
                })),
              ),
          })
        : null,
    [theme, width, lines, from, to, limit, severity, unit, format],
  );
  const hasFired = lines.some(({ fired }) => fired.length > 0);
  return (
    <figure className={styles.figure} aria-label="The last 24 h">
      <div ref={box} className={styles.box}>
        <ChartCanvas className={styles.chart} option={option} />
      </div>
      <figcaption className={styles.caption}>
        <ul className={styles.lines}>
          {series.slice(0, lines.length).map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, and stays as it was told
            <li key={index} className={styles.line} data-line={lineStyles[index]?.name}>
              <b>{lines[index]?.label}</b> {seriesWords(each, limit, (value) => format.value(value, unit))}
            </li>
          ))}
        </ul>
        <p className={styles.signs} data-severity={severity}>
          {limit !== null && <span className={styles.limit}>limit</span>}
          {hasFired && <span className={styles.fired}>would have fired</span>}
          {series.length > lines.length && (
            <span>
              {lines.length} of {series.length} series, those that fired most
            </span>
          )}
        </p>
      </figcaption>
    </figure>
  );
}
