import type { Fact } from '../../../shared/alert.ts';
import type { JobStatus } from '../../../shared/jobs.ts';

/** A run of a job, as it stands when it is told of. Times ISO 8601 UTC. */
export interface JobNotice {
  kind: 'job';
  phase: 'started' | 'finished';
  job: string;
  environment: string;
  runId: string;
  status: JobStatus;
  startedAt: string | null;
  finishedAt: string | null;
  /** ms; null: not known. */
  durationMs: number | null;
  error: string;
  facts: readonly Fact[];
}

/** Too many runs at once to be told one by one. */
export interface JobsNotice {
  kind: 'jobs';
  /** Of each outcome; `running`: begun. */
  counts: Readonly<Record<JobStatus, number>>;
  /** Some of them, the failed ones first. */
  runs: readonly Pick<JobNotice, 'job' | 'environment' | 'runId' | 'status' | 'durationMs' | 'error'>[];
}

/** Somebody has registered. */
export interface UserNotice {
  kind: 'user';
  at: string;
  /** Empty where the row has none, as the others. */
  name: string;
  email: string;
  userId: string;
  environment: string;
  totalUsers: number | null;
}

/** Too many registrations at once to be told one by one, as after a time without the watch. */
export interface UsersNotice {
  kind: 'users';
  count: number;
  /** The newest, by whatever they are known. */
  names: readonly string[];
  totalUsers: number | null;
}

/** News that is no alert: nobody has to do anything about it. */
export type Notice = JobNotice | JobsNotice | UserNotice | UsersNotice;

/** What a source has to tell beside its observations. */
export interface SourceNotice {
  /** Unique: told once, however often the source says it. */
  key: string;
  notice: Notice;
  /** For the log: what it is about, in a few words. */
  subject: string;
  /** Notices of one thread are told in their order, and together where the service can; null: alone. */
  thread: string | null;
}
