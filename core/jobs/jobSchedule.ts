import type { JobSettings } from '../../shared/signals/signalSettings.ts';

/** What is known of a job's past runs. Times ms. */
export interface JobHistory {
  job: string;
  environment: string;
  /** Between the starts of runs that follow each other; medians and ninetieth percentiles; null with too few runs. */
  medianIntervalMs: number | null;
  p90IntervalMs: number | null;
  /** Of runs that succeeded; null where none did. */
  p95DurationMs: number | null;
  runs: number;
}

/** When a job is late; null: nobody knows. */
export interface JobSchedule {
  everyMs: number | null;
  /** Given by a person: it is missed for as long as it does not run. */
  everyIsGiven: boolean;
  maxMs: number | null;
  maxIsGiven: boolean;
  /** Nineteen of twenty runs took no longer; null: too few are known. */
  usualMs: number | null;
}

const minuteMs = 60_000;
/** Fewer runs than this teach nothing. */
const leastRuns = 6;
/** A job is regular when nine of ten intervals are no longer than this many medians. */
const regularity = 1.5;
/** A run is long when it takes this many times as long as nineteen of twenty did, and at least so long. */
const longerThan = 2;
const leastMaxMs = 10 * minuteMs;

/** What a person gave, and beside it what the past teaches. */
export function scheduleOf(
  history: JobHistory | null,
  { expected, learnSchedule }: Pick<JobSettings, 'expected' | 'learnSchedule'>,
  job: string,
): JobSchedule {
  const given = Object.hasOwn(expected, job) ? expected[job] : undefined;
  const known = history !== null && history.runs >= leastRuns ? history : null;
  const learnt = learnSchedule ? known : null;
  const { everyMinutes = null, maxMinutes = null } = given ?? {};
  return {
    everyMs: everyMinutes === null ? learntInterval(learnt) : everyMinutes * minuteMs,
    everyIsGiven: everyMinutes !== null,
    maxMs: maxMinutes === null ? learntDuration(learnt) : maxMinutes * minuteMs,
    maxIsGiven: maxMinutes !== null,
    usualMs: known?.p95DurationMs ?? null,
  };
}

function learntInterval(history: JobHistory | null): number | null {
  const { medianIntervalMs = null, p90IntervalMs = null } = history ?? {};
  if (medianIntervalMs === null || p90IntervalMs === null || medianIntervalMs <= 0) return null;
  return p90IntervalMs <= medianIntervalMs * regularity ? wholeMinutes(medianIntervalMs) : null;
}

/** Nobody means 59 min 58 s. */
const wholeMinutes = (ms: number) => (ms < 10 * minuteMs ? ms : Math.round(ms / minuteMs) * minuteMs);

function learntDuration(history: JobHistory | null): number | null {
  const { p95DurationMs = null } = history ?? {};
  return p95DurationMs === null ? null : Math.max(leastMaxMs, p95DurationMs * longerThan);
}
