import { BellRing, Copy } from 'lucide-react';
import { matchersInWords } from '../../../shared/delivery/matcherWords.ts';
import type { Silence } from '../../../shared/delivery/silence.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { useNow } from '../../components/useNow.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertsPath } from '../alerts/alertFilter.ts';
import { ExtendMenu } from './ExtendMenu.tsx';
import styles from './QuietPage.module.css';
import type { SilenceDraft } from './silenceDraft.ts';
import { useEndSilence } from './useSilences.ts';

const soonMs = 10 * 60_000;

/** One silence: what, by whom and why, what it mutes, and how much of it is left. */
export function SilenceCard({ silence, onAgain }: { silence: Silence; onAgain: (draft: SilenceDraft) => void }) {
  const { id, matchers, createdBy, comment, startsAt, endsAt, state, muting } = silence;
  const now = useNow(10_000);
  const end = useEndSilence();
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)];
  const left = Math.max(0, to - now);
  const words = matchersInWords(matchers);
  const isOver = state === 'expired' || left === 0;
  return (
    <li
      className={styles.card}
      data-state={isOver ? 'expired' : state}
      data-soon={(!isOver && left < soonMs) || undefined}
    >
      <div className={styles.what}>
        <b className={styles.conditions} title={words}>
          {words}
        </b>
        <span className={styles.about}>
          by {createdBy}
          {comment && `: ${comment}`}
        </span>
      </div>
      <span className={styles.muting}>
        {state === 'active' && !isOver && (muting === 0 ? 'mutes nothing now' : <MutedAlerts id={id} count={muting} />)}
      </span>
      <span className={styles.left} title={`${formatInstant(from, 'exact')} – ${formatInstant(to, 'exact')}`}>
        {isOver
          ? `ended ${formatDuration(now - to)} ago`
          : state === 'pending'
            ? `begins ${formatInstant(from, 'short')}, for ${formatDuration(to - from)}`
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
            {state === 'pending' ? 'Cancel' : 'End now'}
          </Button>
        )}
        {!isOver && <ExtendMenu silence={silence} />}
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

function MutedAlerts({ id, count }: { id: string; count: number }) {
  return (
    <Link to={alertsPath({ silence: id })}>
      mutes {count.toLocaleString()} {count === 1 ? 'alert' : 'alerts'}
    </Link>
  );
}
