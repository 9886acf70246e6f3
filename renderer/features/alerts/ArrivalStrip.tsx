import { ArrowUp } from 'lucide-react';
import type { Alert } from '../../../shared/alert.ts';
import { SeverityShape } from '../../components/SeverityShape.tsx';
import styles from './ArrivalStrip.module.css';

interface ArrivalStripProps {
  waiting: readonly Alert[];
  onShow: () => void;
  onOpen: (id: string) => void;
}

/**
 * What came while somebody was at work in the rows. It lies over the names of the columns: no row moves and none is
 * covered, so a click that is on its way hits what it was meant for. Critical alerts do not wait, they are named here.
 */
export function ArrivalStrip({ waiting, onShow, onOpen }: ArrivalStripProps) {
  if (waiting.length === 0) return null;
  const critical = waiting.find(({ severity }) => severity === 'critical');
  return (
    <div className={styles.strip} data-critical={critical !== undefined || undefined}>
      {critical && (
        <button type="button" className={styles.critical} onClick={() => onOpen(critical.id)}>
          <SeverityShape severity="critical" />
          <b>{critical.title}</b>
          <span className={styles.sentence}>{critical.description}</span>
        </button>
      )}
      <button type="button" className={styles.show} onClick={onShow}>
        <ArrowUp aria-hidden="true" />
        {waiting.length} new
      </button>
    </div>
  );
}
