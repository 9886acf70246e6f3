import type { DeliverySettings } from '../../shared/delivery/deliverySettings.ts';
import { isAtLeast } from '../../shared/severity.ts';
import type { Clock } from '../clock.ts';
import type { Delivery } from '../notify/delivery.ts';
import { type NoticeContext, queueNotices } from '../notify/notices/queueNotices.ts';
import { queueSummaries } from '../report/queueSummaries.ts';
import type { CycleInput } from './applyCycle.ts';
import type { MonitorPolicy } from './monitorPolicy.ts';

interface NewsOptions {
  delivery: Pick<Delivery, 'firstSetUp' | 'isSetUp' | 'keepsThreads'>;
  summaries: DeliverySettings['summaries'];
  /** Left out: all runs are told, in the usual channel. */
  jobs: NoticeContext['jobs'] | undefined;
  /** The address of a page of ours; null without a dashboard address. */
  pageUrl(path: string): string | null;
  /** IANA name of the zone of this machine. */
  timeZone: string;
  policy: Pick<MonitorPolicy, 'currency' | 'minSeverity'>;
  clock: Clock;
}

const allJobs: NoticeContext['jobs'] = { messages: 'all', channels: {} };

/** What is told beside alerts: reports when it is time, and the news of sources. Both within a cycle's transaction. */
export function createNews(options: NewsOptions): Pick<CycleInput, 'queueSummaries' | 'queueNotices'> {
  const { delivery, summaries, jobs = allJobs, pageUrl, timeZone, policy, clock } = options;
  const { currency, minSeverity } = policy;
  const { firstSetUp, isSetUp, keepsThreads } = delivery;
  const jobUrl = (job: string | null) => pageUrl(job === null ? '/jobs' : `/jobs?job=${encodeURIComponent(job)}`);
  const failuresAreTold = isAtLeast('high', minSeverity);
  return {
    queueSummaries(tx) {
      const [now, reportUrl] = [clock.now(), pageUrl('/report')];
      queueSummaries(tx, { settings: summaries, timeZone, now, currency, reportUrl, isSetUp });
    },
    queueNotices(tx, notices) {
      if (notices.length === 0) return;
      queueNotices(tx.outbox, notices, { now: clock.now(), jobs, failuresAreTold, jobUrl, firstSetUp, keepsThreads });
    },
  };
}
