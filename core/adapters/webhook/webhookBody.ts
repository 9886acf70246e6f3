import type { Alert } from '../../../shared/alert.ts';
import { digestLines, learnedLines } from '../../notify/learnedLines.ts';
import type { Cause, DigestMessage, NotificationMessage, SummaryMessage } from '../../notify/notifier.ts';
import { outageHeadline } from '../../notify/pacing/outageHeadline.ts';
import { testAlert } from './testAlert.ts';

/** What is sent where no template says otherwise, and what templates take their values from. */
export type WebhookBody =
  | ({ kind: 'alert' } & AlertBody)
  | {
      version: 1;
      kind: 'digest';
      /** For people, above the list. */
      text: string;
      count: number;
      group: string | null;
      /** The sentences that follow from what is known beside, as in other messages: the cause of most of them, and their cost. */
      known: string[];
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
  /** The alert that it is probably a consequence of; null: none is known. */
  cause: Cause | null;
  /** What it follows from, where it comes from and what it costs, one sentence each. */
  known: string[];
  delayedMs: number;
  /** Repetitions that were held back since the message before. */
  suppressed: number;
  links: { alert: string | null; acknowledge: string | null; runbook: string | null };
}

/** Alerts in one digest; those beyond are counted. */
const mostListed = 200;

export function alertBody(message: NotificationMessage): WebhookBody {
  const { reason, alert, delayedMs, suppressed, dashboardUrl, acknowledgeUrl, cause = null } = message;
  const known = learnedLines(message);
  const links = { alert: dashboardUrl, acknowledge: acknowledgeUrl, runbook: alert.runbookUrl };
  return { version: 1, kind: 'alert', reason, alert, cause, known, delayedMs, suppressed, links };
}

/** What a template is filled with when it is tried out. */
export function testValues(text: string, now: number): object {
  const message = { reason: 'firing', alert: testAlert(text, now), delayedMs: 0, suppressed: 0, ref: null } as const;
  const links = { dashboardUrl: null, acknowledgeUrl: null };
  return { ...alertBody({ ...message, ...links, key: 'test', currency: 'USD' }), kind: 'test' };
}

export function digestBody(digest: DigestMessage): WebhookBody {
  const { messages, group, delayedMs, dashboardUrl } = digest;
  const alerts = messages.slice(0, mostListed).map(({ reason, alert }) => ({ reason, alert }));
  const count = messages.length;
  return {
    version: 1,
    kind: 'digest',
    text: outageHeadline(digest) ?? `${count} alerts`,
    count,
    group,
    known: digestLines(digest),
    delayedMs,
    link: dashboardUrl,
    alerts,
    more: count - alerts.length,
  };
}

export function summaryBody({ period, report, delayedMs, dashboardUrl }: SummaryMessage): WebhookBody {
  return { version: 1, kind: 'summary', period, delayedMs, link: dashboardUrl, report };
}
