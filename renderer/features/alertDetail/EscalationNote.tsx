import { Siren } from 'lucide-react';
import type { Alert } from '../../../shared/alert.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { useNow } from '../../components/useNow.tsx';
import styles from './AlertBody.module.css';

/** When others are told because nobody has it, counting down; and how often that has happened. */
export function EscalationNote({ alert }: { alert: Pick<Alert, 'escalatesAt' | 'escalations' | 'status'> }) {
  const { escalatesAt, escalations, status } = alert;
  const now = useNow(1000);
  if (status !== 'active' || (escalatesAt === null && escalations === 0)) return null;
  const times = escalations === 1 ? 'once' : escalations === 2 ? 'twice' : `${escalations} times`;
  const left = escalatesAt === null ? null : Date.parse(escalatesAt) - now;
  return (
    <p className={styles.remark}>
      <Siren aria-hidden="true" />
      <span>
        {escalations > 0 && `Escalated ${times}, and nobody has it. `}
        {left !== null && escalatesAt !== null && (
          <span title={formatInstant(escalatesAt, 'exact')}>
            {left > 0
              ? `Escalates in ${formatDuration(left)}, unless somebody takes it.`
              : 'Escalates with the next check.'}
          </span>
        )}
      </span>
    </p>
  );
}
