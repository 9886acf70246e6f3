import type { Alert } from '../../../shared/alert.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import styles from './AlertState.module.css';

/** Whether it goes on and who has it, in one short line. */
export function AlertState({ alert }: { alert: Alert }) {
  const { status, startsAt, resolvedAt, acknowledgedAt, acknowledgedBy } = alert;
  return (
    <span className={styles.state} data-status={status}>
      {status === 'resolved' && resolvedAt !== null ? (
        <span title={`From ${formatInstant(startsAt, 'exact')} to ${formatInstant(resolvedAt, 'exact')}`}>
          resolved <RelativeTime at={resolvedAt} suffix=" ago" />, after{' '}
          {formatDuration(Date.parse(resolvedAt) - Date.parse(startsAt))}
        </span>
      ) : status === 'acknowledged' && acknowledgedAt !== null ? (
        <>
          acknowledged by {acknowledgedBy ?? 'somebody'} <RelativeTime at={acknowledgedAt} suffix=" ago" />
        </>
      ) : (
        <>
          active for <RelativeTime at={startsAt} />
        </>
      )}
    </span>
  );
}
