import { CloudOff, EyeOff, KeyRound } from 'lucide-react';
import styles from './FreshnessMark.module.css';
import type { Watch } from './freshnessView.ts';

/** The shape of a freshness: a dot, a hatched dot, a slashed eye; its word always stands beside it. */
export function FreshnessMark({ watch }: { watch: Watch }) {
  if (watch === 'blind') return <EyeOff className={styles.icon} data-watch={watch} aria-hidden="true" />;
  if (watch === 'disconnected') return <CloudOff className={styles.icon} data-watch={watch} aria-hidden="true" />;
  if (watch === 'signedOut') return <KeyRound className={styles.icon} data-watch={watch} aria-hidden="true" />;
  return <span className={styles.dot} data-watch={watch} aria-hidden="true" />;
}
