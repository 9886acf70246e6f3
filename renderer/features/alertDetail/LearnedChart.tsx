import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Alert } from '../../../shared/alert.ts';
import type { Forecast } from '../../../shared/learning/learnedSeries.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useServices } from '../../services.tsx';
import { ForecastChart } from '../learning/ForecastChart.tsx';
import styles from './MetricView.module.css';

const hoursAhead = 6;
const renewMs = 60_000;

/** As much of the past as is drawn: more would leave no room for what is to come. */
export const learnedPastMs = 12 * 3_600_000;

interface LearnedChartProps {
  /** Key of the series. */
  series: string;
  alert: Pick<Alert, 'windowStart' | 'severity' | 'metricValue'>;
}

/** The last hours of a series on its learned band, and the hours to come; or why they cannot be shown. */
export function LearnedChart({ series, alert }: LearnedChartProps) {
  const { api } = useServices();
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.forecast(series, hoursAhead),
    queryFn: ({ signal }) => api.learning.forecast({ series, hours: hoursAhead }, { signal }),
    staleTime: renewMs,
    refetchInterval: renewMs,
    retry: false,
  });
  const shown = useMemo(() => (data ? lately(data) : null), [data]);
  if (shown) return <ForecastChart forecast={shown} alert={alert} />;
  if (error) {
    return (
      <p className={styles.trouble}>
        {explainError(error)}
        <Button size="small" onClick={() => refetch()}>
          Try again
        </Button>
      </p>
    );
  }
  return (
    <div role="status" aria-label="Loading what was learned">
      <Skeleton height="212px" />
    </div>
  );
}

function lately(forecast: Forecast): Forecast {
  const newest = Date.parse(forecast.past.at(-1)?.at ?? '');
  const past = forecast.past.filter(({ at }) => newest - Date.parse(at) <= learnedPastMs);
  return { ...forecast, past };
}
