import type { Alert } from '../../../shared/alert.ts';
import type { DigestMessage, NotificationMessage, SummaryMessage } from '../../notify/notifier.ts';

/** What is sent where no template says otherwise, and what templates take their values from. */
export type WebhookBody =
  | ({ kind: 'alert' } & AlertBody)
  | {
      version: 1;
      kind: 'digest';
      count: number;
      group: string | null;
      delayedMs: number;
      link: string | null;
      alerts: { reason: NotificationMessage['reason']; alert: Alert }[];
      /** How many more there are than are listed. */
      more: number;
    }
  | {
      version: 1;
      kind: 'summary';
      period: SummaryMessage['period'];
      delayedMs: number;
      link: string | null;
      report: SummaryMessage['report'];
    };

interface AlertBody {
  version: 1;
  reason: NotificationMessage['reason'];
  alert: Alert;
  delayedMs: number;
  /** Repetitions that were held back since the message before. */
  suppressed: number;
  links: { alert: string | null; acknowledge: string | null; runbook: string | null };
}

/** Alerts in one digest; those beyond are counted. */
const mostListed = 200;

export function alertBody({
  reason,
  alert,
  delayedMs,
  suppressed,
  dashboardUrl,
  acknowledgeUrl,
}: NotificationMessage): WebhookBody {
  const links = { alert: dashboardUrl, acknowledge: acknowledgeUrl, runbook: alert.runbookUrl };
  return { version: 1, kind: 'alert', reason, alert, delayedMs, suppressed, links };
}

export function digestBody({ messages, group, delayedMs, dashboardUrl }: DigestMessage): WebhookBody {
  const alerts = messages.slice(0, mostListed).map(({ reason, alert }) => ({ reason, alert }));
  const count = messages.length;
  return {
    version: 1,
    kind: 'digest',
    count,
    group,
    delayedMs,
    link: dashboardUrl,
    alerts,
    more: count - alerts.length,
  };
}

export function summaryBody({ period, report, delayedMs, dashboardUrl }: SummaryMessage): WebhookBody {
  return { version: 1, kind: 'summary', period, delayedMs, link: dashboardUrl, report };
}
