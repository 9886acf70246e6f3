import { Siren } from 'lucide-react';
import type { AlertDetail } from '../../../shared/alert.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { useNow } from '../../components/useNow.tsx';
import styles from './AlertBody.module.css';
import { escalationWords } from './escalationWords.ts';

/** When others are told because nobody has it, counting down, and who; and how often that has happened. */
export function EscalationNote({ alert }: { alert: AlertDetail }) {
  const words = escalationWords(alert, useNow(1000));
  if (words === null) return null;
  return (
    <p className={styles.remark}>
      <Siren aria-hidden="true" />
      <span title={alert.escalatesAt === null ? undefined : formatInstant(alert.escalatesAt, 'exact')}>{words}</span>
    </p>
  );
}
