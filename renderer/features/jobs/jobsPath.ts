import { pathOf } from '../../routing/route.ts';

export interface NamedJob {
  job: string;
  /** Empty: none is named. */
  environment: string;
}

/** The page of jobs with one of them open; null: none. */
export function jobsPath(open: NamedJob | null): string {
  if (open === null) return pathOf.jobs;
  const query = new URLSearchParams({ job: open.job });
  if (open.environment !== '') query.set('environment', open.environment);
  return `${pathOf.jobs}?${query}`;
}

/** What an address asks for; without an environment it is the job in every one. */
export function readOpenJob(search: string): { job: string; environment: string | null } | null {
  const query = new URLSearchParams(search);
  const job = query.get('job');
  return job === null || job === '' ? null : { job, environment: query.get('environment') };
}

export function isOpen({ job, environment }: NamedJob, open: ReturnType<typeof readOpenJob>): boolean {
  return open !== null && open.job === job && (open.environment === null || open.environment === environment);
}
