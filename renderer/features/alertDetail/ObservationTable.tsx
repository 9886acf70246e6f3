import { useState } from 'react';
import type { AlertDetail } from '../../../shared/alert.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { SeverityShape } from '../../components/SeverityShape.tsx';
import { severityWords } from '../../components/severityWords.ts';
import { useNow } from '../../components/useNow.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { heldAgainst } from '../alerts/rowText.ts';
import { formatWindow } from './formatWindow.ts';
import styles from './ObservationTable.module.css';

const shownAtFirst = 6;

/** What each source said, window by window; the newest first. */
export function ObservationTable({ alert }: { alert: Pick<AlertDetail, 'type' | 'observations' | 'unit'> }) {
  const { observations, unit } = alert;
  const format = useValueFormat();
  const [all, setAll] = useState(false);
  const now = useNow(60_000);
  const newestFirst = [...observations].sort(
    (one, other) => Date.parse(other.windowStart) - Date.parse(one.windowStart),
  );
  const hasZ = observations.some(({ zScore }) => zScore !== null);
  const shown = all ? newestFirst : newestFirst.slice(0, shownAtFirst);
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Window</th>
            <th scope="col" className={styles.number}>
              Value
            </th>
            <th scope="col" className={styles.number}>
              {heldAgainst(alert) === 'limit' ? 'Limit' : 'Expected'}
            </th>
            {hasZ && (
              <th scope="col" className={styles.number}>
                z
              </th>
            )}
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((observation) => {
            const window = formatWindow(Date.parse(observation.windowStart), observation.windowMs, now);
            return (
              <tr key={`${observation.source} ${observation.windowStart} ${observation.observedAt}`}>
                <td title={`${window.hint}. Reported ${formatInstant(observation.observedAt, 'exact')}`}>
                  <span className={styles.window}>
                    <SeverityShape severity={observation.severity} size={11} />
                    <span className="visuallyHidden">{severityWords[observation.severity]}</span>
                    {window.value}
                  </span>
                </td>
                <td className={styles.number}>{format.value(observation.metricValue, unit)}</td>
                <td className={styles.number}>{format.value(observation.expectedValue, unit)}</td>
                {hasZ && (
                  <td className={styles.number}>{observation.zScore === null ? '–' : signed(observation.zScore)}</td>
                )}
                <td className={styles.source}>{observation.source}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {newestFirst.length > shownAtFirst && (
        <Button size="small" kind="quiet" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${newestFirst.length}`}
        </Button>
      )}
    </>
  );
}

function signed(zScore: number): string {
  return `${zScore < 0 ? '−' : ''}${Math.abs(zScore).toFixed(1)}`;
}
