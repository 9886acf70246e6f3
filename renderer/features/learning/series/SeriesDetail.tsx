import type { LearnedSeries } from '../../../../shared/learning/learnedSeries.ts';
import { explainError } from '../../../api/explainError.ts';
import { Button } from '../../../components/Button.tsx';
import { formatInstant } from '../../../components/formatInstant.ts';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useValueFormat } from '../../../components/ValueFormat.tsx';
import { ForecastChart } from '../ForecastChart.tsx';
import styles from './SeriesPanel.module.css';
import { useForecast } from './useLearnedSeries.ts';

/** One series in full: its last day on what was learned, and the hours to come. */
export function SeriesDetail({ series: { key, title, unit, newNormal } }: { series: LearnedSeries }) {
  const format = useValueFormat();
  const { data, error, refetch } = useForecast(key);
  return (
    <section className={styles.detail} aria-label={`The last day of ${title}, and the hours to come`}>
      {newNormal && (
        <p className={styles.usual}>
          Since {formatInstant(newNormal.since, 'short')} about {format.value(newNormal.now, unit)} is normal; before it
          was {format.value(newNormal.before, unit)}.
        </p>
      )}
      {data && <ForecastChart forecast={data} />}
      {!data && error && (
        <p className={styles.trouble} role="alert">
          {explainError(error)}{' '}
          <Button size="small" kind="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {!data && !error && (
        <div role="status" aria-label={`Loading the last day of ${title}`}>
          <Skeleton height="212px" />
        </div>
      )}
    </section>
  );
}
