import type { JobSettings } from '../../../shared/signals/signalSettings.ts';
import type { Outbox } from '../outbox.ts';
import { jobsHeadline, jobsNotice } from './jobsNotice.ts';
import type { JobNotice, Notice, SourceNotice } from './notice.ts';

export interface NoticeContext {
  now: number;
  jobs: Pick<JobSettings, 'messages' | 'channels'>;
  /** Failed runs are told as the alerts that they are. */
  failuresAreTold: boolean;
  /** Null without a dashboard address; `job` null: of all jobs. */
  jobUrl(job: string | null): string | null;
  firstSetUp(line: readonly string[]): string | null;
  /** It can put what belongs together in one thread. */
  keepsThreads(receiver: string): boolean;
}

type Told<N extends Notice> = SourceNotice & { notice: N };

/** The first that is set up is told; a channel that is meant for them comes first. */
const jobLine = ['slack-bot', 'slack-technical', 'slack'];
const userLine = ['slack-users', 'slack-bot', 'slack'];
/** More about jobs at once are one message. */
const mostSingly = 20;
/** Ends of runs that began in a thread, which alarm nobody anew; those beyond are in the one message. */
const mostInThreads = 100;

/** Puts news into the outbox, as the settings and the receivers that are set up allow. */
export function queueNotices(outbox: Outbox, notices: readonly SourceNotice[], context: NoticeContext): void {
  queueJobs(outbox, notices.filter(isAboutJob), context);
  const receiver = context.firstSetUp(userLine);
  if (receiver === null) return;
  for (const told of notices) {
    if (!isAboutJob(told)) enqueue(outbox, told, { receiver, line: userLine, channel: null, url: null }, context.now);
  }
}

function queueJobs(outbox: Outbox, notices: readonly Told<JobNotice>[], context: NoticeContext): void {
  const { now, jobs, jobUrl } = context;
  const receiver = context.firstSetUp(jobLine);
  if (receiver === null) return;
  const news = notices.filter((told) => !outbox.knows(told.key) && isWanted(told, receiver, outbox, context));
  const [begun, others] = byThread(news, receiver, outbox, context);
  const isStorm = others.length > mostSingly;
  for (const told of isStorm ? begun : news) {
    const { job } = told.notice;
    enqueue(outbox, told, { receiver, line: jobLine, channel: channelOf(job, jobs.channels), url: jobUrl(job) }, now);
  }
  if (!isStorm) return;
  const byChannel = Map.groupBy(others, ({ notice }) => channelOf(notice.job, jobs.channels));
  for (const [channel, told] of byChannel) {
    const notice = jobsNotice(told.map((each) => each.notice));
    const key = `jobs/${now}/${encodeURIComponent(channel ?? '')}/${told[0]?.key ?? ''}`;
    const all = { key, notice, subject: jobsHeadline(notice), thread: null };
    enqueue(outbox, all, { receiver, line: jobLine, channel, url: jobUrl(null) }, now);
    outbox.rememberKeys(
      told.map((each) => each.key),
      now,
    );
  }
}

/** Runs whose message is there already and says that they go on, and the others. */
function byThread(
  news: readonly Told<JobNotice>[],
  receiver: string,
  outbox: Outbox,
  { keepsThreads }: NoticeContext,
): [Told<JobNotice>[], Told<JobNotice>[]] {
  const hasBegun = ({ thread }: SourceNotice) => thread !== null && outbox.knowsThread(thread);
  const begun = new Set(keepsThreads(receiver) ? news.filter(hasBegun).slice(0, mostInThreads) : []);
  return [[...begun], news.filter((told) => !begun.has(told))];
}

function enqueue(
  outbox: Outbox,
  { key, notice, thread, subject }: SourceNotice,
  to: { receiver: string; line: readonly string[]; channel: string | null; url: string | null },
  now: number,
): void {
  const { receiver, line, channel, url: dashboardUrl } = to;
  outbox.enqueue({ key, reason: 'notice', notice, thread, subject, channel, dashboardUrl, line }, receiver, now);
}

function isWanted(
  { notice, thread }: Told<JobNotice>,
  receiver: string,
  outbox: Outbox,
  { jobs, keepsThreads, failuresAreTold }: NoticeContext,
): boolean {
  const threaded = keepsThreads(receiver);
  if (notice.phase === 'started') return jobs.messages === 'all' && threaded;
  // What began in a thread ends there, whatever the settings say now.
  if (thread !== null && outbox.knowsThread(thread)) return true;
  // Where nothing holds them together, the alert of a failed run says all of it.
  if (notice.status === 'failed' && !threaded && failuresAreTold) return false;
  return jobs.messages !== 'none';
}

const isAboutJob = (told: SourceNotice): told is Told<JobNotice> => told.notice.kind === 'job';

const channelOf = (job: string, channels: Readonly<Record<string, string>>): string | null =>
  Object.hasOwn(channels, job) ? (channels[job] ?? null) : null;
