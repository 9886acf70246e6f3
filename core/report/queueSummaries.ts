import type { DeliverySettings } from '../../shared/delivery/deliverySettings.ts';
import type { Outbox } from '../notify/outbox.ts';
import type { Reports } from './reports.ts';
import { summariesDue } from './summaryDue.ts';

interface SummaryContext {
  settings: DeliverySettings['summaries'];
  /** IANA name of the zone of this machine. */
  timeZone: string;
  now: number;
  currency: string;
  /** Null without a dashboard address. */
  reportUrl: string | null;
  isSetUp(receiver: string): boolean;
}

/**
 * Puts the reports of a day or a week into the outbox when it is time. The outbox takes each once: its key names receiver and
 * day, and outlives a restart.
 */
export function queueSummaries(tx: { outbox: Outbox; reports: Reports }, context: SummaryContext): void {
  const { settings, timeZone, now, currency, reportUrl, isSetUp } = context;
  for (const { period, receiver, day, from, to } of summariesDue(settings, timeZone, now)) {
    const key = `summary/${period}/${day}/${receiver}`;
    if (!isSetUp(receiver) || tx.outbox.knows(key)) continue;
    const report = tx.reports.read({ from, to, timeZone });
    const message = { key, reason: 'summary' as const, period, report, currency, line: [receiver] };
    tx.outbox.enqueue({ ...message, dashboardUrl: reportUrl }, receiver, now);
  }
}
