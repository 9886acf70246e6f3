import { toAlert } from '../../alerts/alertRecord.ts';
import { hindranceNow, type NotificationPolicy } from '../decideNotification.ts';
import type { PopUpTransaction, StandingPopUp } from './popUpStore.ts';
import type { Mention } from './popUpText.ts';

/** What these pop-ups told of, as far as it may still be told: each alert as it is now. */
export function recallStanding(
  tx: PopUpTransaction,
  standing: readonly StandingPopUp[],
  policy: NotificationPolicy,
  now: number,
): Mention[] {
  return standing.flatMap(({ alerts }) =>
    alerts.flatMap(({ id, reason }) => {
      const record = tx.alerts.byId(id);
      const tells = record !== null && record.resolvedAt === null && hindranceNow(record, policy, now) === null;
      return tells ? [{ alert: toAlert(record), reason }] : [];
    }),
  );
}
