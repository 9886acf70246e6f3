import { useState } from 'react';
import { useNow } from '../../../components/useNow.tsx';
import styles from './BacktestView.module.css';
import type { BacktestState } from './useBacktest.ts';

interface BacktestProgressProps {
  state: BacktestState;
  /** Something is not right yet. */
  waits: boolean;
}

/** Whether the past is being judged, for how long, and how long it took. Always a line, so that nothing jumps. */
export function BacktestProgress({ state: { running, tookMs, isOld }, waits }: BacktestProgressProps) {
  return (
    <span className={styles.progress} data-running={running !== null || undefined}>
      {waits ? (
        'Not while something is not right yet.'
      ) : running !== null ? (
        <Running key={running} />
      ) : isOld || tookMs === null ? null : (
        `judged in ${tookMs < 950 ? `${Math.max(1, Math.round(tookMs / 10) * 10)} ms` : `${(tookMs / 1000).toFixed(1)} s`}`
      )}
    </span>
  );
}

function Running() {
  const now = useNow(1000);
  const [begun] = useState(now);
  const seconds = Math.max(0, Math.round((now - begun) / 1000));
  return <>judging the past{seconds > 0 ? `, ${seconds} s` : ''} …</>;
}
