import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../../../api/queryKeys.ts';
import { useServices } from '../../../services.tsx';

const renewMs = 30_000;
const aheadHours = 12;

/** Every series and how far it is learned, renewed about as often as checks run. */
export function useLearnedSeries() {
  const { api } = useServices();
  return useQuery({
    queryKey: queryKeys.learnedSeries,
    queryFn: ({ signal }) => api.learning.series(undefined, { signal }),
    staleTime: 0,
    refetchInterval: renewMs,
  });
}

/** The last day of one series and the hours to come. */
export function useForecast(series: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: queryKeys.forecast(series, aheadHours),
    queryFn: ({ signal }) => api.learning.forecast({ series, hours: aheadHours }, { signal }),
    retry: false,
    staleTime: 60_000,
  });
}
