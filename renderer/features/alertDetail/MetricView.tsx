import { useState } from 'react';
import type { AlertDetail } from '../../../shared/alert.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { useNow } from '../../components/useNow.tsx';
import { judgedBy } from './judgedBy.ts';
import { LearnedChart, learnedPastMs } from './LearnedChart.tsx';
import { MetricChart } from './MetricChart.tsx';
import styles from './MetricView.module.css';
import { metricBand } from './metricBand.ts';

const views = [
  { value: 'learned', label: 'Learned, and ahead' },
  { value: 'windows', label: 'Last two hours' },
] as const;

/** The metric: on what was learned of it and with the hours to come where it is learned, else the last two hours alone. */
export function MetricView({ alert }: { alert: AlertDetail }) {
  const { learnedSeries } = alert;
  const now = useNow(60_000);
  // What is long over is seen in its own two hours; those that come now have nothing to do with it.
  const isLately = now - Date.parse(alert.windowStart) < learnedPastMs;
  const [view, setView] = useState<'learned' | 'windows'>(isLately ? 'learned' : 'windows');
  const judged = judgedBy(alert);
  if (learnedSeries === null) return <MetricChart alert={alert} />;
  if (metricBand(alert) === null) return <LearnedChart series={learnedSeries} alert={alert} />;
  return (
    <div className={styles.view}>
      <Segmented label="Chart" value={view} options={views} onChange={setView} />
      {view === 'learned' ? <LearnedChart series={learnedSeries} alert={alert} /> : <MetricChart alert={alert} />}
      {judged !== null && <p className={styles.judged}>{judged}</p>}
    </div>
  );
}
