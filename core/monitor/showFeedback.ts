import { toAlert } from '../alerts/alertRecord.ts';
import type { StoreTransaction } from './monitorStore.ts';
import type { NotifyContext } from './notifyContext.ts';

interface ShowFeedbackContext extends Pick<NotifyContext, 'now' | 'currency' | 'links' | 'causeOf'> {
  showsFeedback(receiver: string): boolean;
}

/**
 * Brings messages about an alert up to date with what somebody said of it, where the service can; nobody is told anew. True:
 * there was such a message.
 */
export function showFeedback(tx: StoreTransaction, alertId: string, context: ShowFeedbackContext): boolean {
  const { now, currency, links, causeOf, showsFeedback } = context;
  const record = tx.alerts.byId(alertId);
  if (record === null) return false;
  const receivers = tx.outbox.referring(alertId).filter(showsFeedback);
  for (const receiver of receivers) {
    const key = `${alertId}/${receiver}/feedback-${now}`;
    const about = { alert: toAlert(record), cause: causeOf(tx, record), currency, ...links(alertId) };
    tx.outbox.enqueue({ key, reason: 'feedback', ...about, line: [receiver], group: null }, receiver, now);
  }
  return receivers.length > 0;
}
