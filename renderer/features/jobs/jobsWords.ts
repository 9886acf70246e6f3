import type { JobView } from '../../../shared/jobs.ts';

const noun = (count: number) => `${count} ${count === 1 ? 'job' : 'jobs'}`;

/** "12 jobs, 2 in trouble, 1 running". */
export function jobsWords(jobs: readonly Pick<JobView, 'troubles' | 'runs'>[]): string {
  const trouble = jobs.filter(({ troubles }) => troubles.length > 0).length;
  const running = jobs.filter(({ runs }) => runs[0]?.status === 'running').length;
  return [
    noun(jobs.length),
    trouble === 0 ? 'none in trouble' : `${trouble} in trouble`,
    ...(running > 0 ? [`${running} running`] : []),
  ].join(', ');
}
