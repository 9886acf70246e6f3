import { ImageDown } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { severities } from '../../../shared/severity.ts';
import { ChartCanvas } from '../../charts/ChartCanvas.tsx';
import type { Chart } from '../../charts/chartEngine.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { severityWords } from '../../components/severityWords.ts';
import { type Day, dayLabel, dayOption, totalOf } from './dayOption.ts';
import styles from './ReportPage.module.css';

interface DaysPanelProps {
  days: readonly Day[];
  /** Null where files cannot be saved. */
  onSavePicture: ((picture: Blob) => void) | null;
}

/** Alerts that began on each day, by severity. */
export function DaysPanel({ days, onSavePicture }: DaysPanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const theme = useChartTheme(box);
  const option = useMemo(() => (theme ? dayOption(days, theme) : null), [days, theme]);
  const save = () => {
    if (!chart.current || !theme || !onSavePicture) return;
    // Twice as fine as the screen, on the ground it is seen on: light text on nothing cannot be read in a letter.
    const url = chart.current.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: theme.surface });
    const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (character) => character.charCodeAt(0));
    onSavePicture(new Blob([bytes], { type: 'image/png' }));
  };
  return (
    <Panel
      title="By day"
      hint="when they began"
      actions={
        onSavePicture && (
          <Button size="small" className={styles.onScreen} icon={<ImageDown aria-hidden="true" />} onClick={save}>
            Export PNG
          </Button>
        )
      }
    >
      <div ref={box} className={styles.days}>
        <ChartCanvas className={styles.chart} option={option} chartRef={chart} />
      </div>
      <table className={styles.heard}>
        <caption>Alerts by day</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {severities.map((severity) => (
              <th key={severity} scope="col">
                {severityWords[severity]}
              </th>
            ))}
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{dayLabel(day.day)}</th>
              {severities.map((severity) => (
                <td key={severity}>{day[severity]}</td>
              ))}
              <td>{totalOf(day)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
