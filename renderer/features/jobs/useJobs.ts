import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';
import type { NamedJob } from './jobsPath.ts';

const renewMs = 30_000;
const shownDays = 7;
const shownRuns = 20;

/** Jobs and what is wrong with them, renewed as often as they are checked. */
export function useJobs() {
  const { api } = useServices();
  return useQuery({
    queryKey: queryKeys.jobs,
    queryFn: ({ signal }) => api.jobs.list({ days: shownDays }, { signal }),
    refetchInterval: renewMs,
  });
}

/** The newest runs of one job with what they say of themselves. */
export function useJobRuns({ job, environment }: NamedJob) {
  const { api } = useServices();
  return useQuery({
    queryKey: queryKeys.jobRuns(job, environment),
    queryFn: ({ signal }) => api.jobs.runs({ job, environment, limit: shownRuns }, { signal }),
    refetchInterval: renewMs,
  });
}
