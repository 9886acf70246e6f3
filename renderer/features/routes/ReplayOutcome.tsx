import type { Replay } from '../../../shared/delivery/simulation.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertPath } from '../../routing/route.ts';
import styles from './ReplayPanel.module.css';
import { digestSentence, receiverCounts, replaySentence, untoldSentence } from './replayWords.ts';

/** Counts by receiver, and the alerts that would have reached others than they did. */
export function ReplayOutcome({ replay, isDraft }: { replay: Replay; isDraft: boolean }) {
  const counts = receiverCounts(replay);
  const [untold, digests] = [untoldSentence(replay), digestSentence(replay)];
  const most = Math.max(1, ...counts.map(({ before, after }) => Math.max(before, after)));
  return (
    <>
      <p className={styles.sentence}>{replaySentence(replay, isDraft)}</p>
      {digests && <p className={styles.muted}>{digests}</p>}
      {untold && <p className={styles.untold}>{untold}</p>}
      {counts.length > 0 && (
        <table className={styles.counts}>
          <thead>
            <tr>
              <th scope="col">Receiver</th>
              <th scope="col">Before</th>
              <th scope="col">{isDraft ? 'With this' : 'Now'}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ name, before, after }) => (
              <tr key={name} data-changed={before !== after || undefined}>
                <th scope="row">{name}</th>
                <td>{before.toLocaleString()}</td>
                <td className={styles.after}>
                  {after.toLocaleString()}
                  <span className={styles.bar} style={{ inlineSize: `${(100 * after) / most}%` }} aria-hidden="true" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {replay.differences.length > 0 && (
        <>
          <h3 className={styles.group}>Told otherwise than before</h3>
          <ul className={styles.differences}>
            {replay.differences.map(({ alertId, title, severity, startsAt, before, after }) => (
              <li key={alertId}>
                <SeverityMark severity={severity} />
                <Link to={alertPath(alertId)}>{title}</Link>
                <span className={styles.muted}>{formatInstant(startsAt, 'short')}</span>
                <span className={styles.change}>
                  {before.join(', ') || 'nobody'} → {after.join(', ') || 'nobody'}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
