import { BellRing, Copy } from 'lucide-react';
import type { Silence } from '../../../shared/delivery/silence.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { useNow } from '../../components/useNow.tsx';
import styles from './QuietPage.module.css';
import { matchersInWords, type SilenceDraft } from './silenceDraft.ts';
import { useEndSilence } from './useSilences.ts';

const soonMs = 10 * 60_000;

/** One silence: what, by whom and why, what it mutes, and how much of it is left. */
export function SilenceCard({ silence, onAgain }: { silence: Silence; onAgain: (draft: SilenceDraft) => void }) {
  const { id, matchers, createdBy, comment, startsAt, endsAt, state, muting } = silence;
  const now = useNow(10_000);
  const end = useEndSilence();
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)];
  const left = Math.max(0, to - now);
  const isOver = state === 'expired' || left === 0;
  return (
    <li
      className={styles.card}
      data-state={isOver ? 'expired' : state}
      data-soon={(!isOver && left < soonMs) || undefined}
    >
      <div className={styles.what}>
        <b>{matchersInWords(matchers)}</b>
        <span className={styles.about}>
          by {createdBy}
          {comment && `: ${comment}`}
        </span>
      </div>
      <span className={styles.muting}>
        {state === 'active' && !isOver ? `mutes ${muting.toLocaleString()} ${muting === 1 ? 'alert' : 'alerts'}` : ''}
      </span>
      <span className={styles.left} title={`${formatInstant(from, 'exact')} – ${formatInstant(to, 'exact')}`}>
        {isOver
          ? `ended ${formatDuration(now - to)} ago`
          : state === 'pending'
            ? `begins ${formatInstant(from, 'short')}`
            : `${formatDuration(left)} left`}
      </span>
      <span className={styles.buttons}>
        {!isOver && (
          <Button
            size="small"
            icon={<BellRing aria-hidden="true" />}
            busy={end.isPending}
            onClick={() => end.mutate(id)}
          >
            End now
          </Button>
        )}
        <Button
          size="small"
          kind="quiet"
          icon={<Copy aria-hidden="true" />}
          onClick={() => onAgain({ matchers: [...matchers], comment })}
        >
          {isOver ? 'Again' : 'Another like it'}
        </Button>
      </span>
      {!isOver && state === 'active' && (
        <progress className={styles.bar} max={to - from} value={left} aria-label="How much of it is left" />
      )}
    </li>
  );
}
