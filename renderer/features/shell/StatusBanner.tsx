import { useState } from 'react';
import type { SourceHealth } from '../../../shared/health.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Link } from '../../routing/Link.tsx';
import { useLive, useServices } from '../../services.tsx';
import { sourceTitles } from '../health/sourceWords.ts';
import { bannerTitles, dataAge, firstSentence } from './bannerWords.ts';
import { FreshnessMark } from './FreshnessMark.tsx';
import type { FreshnessView } from './freshnessView.ts';
import styles from './StatusBanner.module.css';

/** Across the top whenever the picture cannot be trusted: what is unreachable, since when, what is being tried. */
export function StatusBanner({ freshness }: { freshness: FreshnessView }) {
  const sources = useLive((state) => state.health?.sources ?? null);
  const healthAt = useLive((state) => state.healthAt);
  const { watch, reason, since } = freshness;
  if (watch === 'live' || watch === 'starting') return null;
  const failing = sources?.filter(({ status }) => status === 'failing' || status === 'stale') ?? [];
  const knownAt = dataAge({ watch, sources: failing, healthAt });
  const hostAnswers = watch === 'late' || watch === 'blind';
  return (
    <section
      className={styles.banner}
      data-watch={watch}
      role={watch === 'late' ? 'status' : 'alert'}
      aria-label="Watch"
    >
      <FreshnessMark watch={watch} />
      <div className={styles.words}>
        <p className={styles.title}>
          {bannerTitles[watch]}
          {since !== null && (
            <span className={styles.since}>
              {' '}
              since {formatInstant(since, 'clock')} (<RelativeTime at={new Date(since).toISOString()} />)
            </span>
          )}
        </p>
        {reason && <p className={styles.reason}>{reason}</p>}
        {hostAnswers && failing.length > 0 && <Failing sources={failing} reason={reason} />}
        {watch !== 'late' && knownAt !== null && (
          <p className={styles.stamp}>
            What you see is from <b>{formatInstant(knownAt, 'short')}</b>,{' '}
            <RelativeTime at={new Date(knownAt).toISOString()} /> old.
          </p>
        )}
      </div>
      <div className={styles.actions}>{hostAnswers ? <CheckNow /> : <TryNow />}</div>
    </section>
  );
}

function Failing({ sources, reason }: { sources: SourceHealth[]; reason: string | null }) {
  return (
    <ul className={styles.failing}>
      {sources.map((source) => (
        <li key={source.name}>
          <b>{sourceTitles[source.kind]}</b>
          {source.lastSuccessAt ? (
            <>
              {' last answered '}
              <RelativeTime at={source.lastSuccessAt} suffix=" ago" />
            </>
          ) : (
            ' has not answered yet'
          )}
          {source.lastError && source.lastError !== reason && <>. {firstSentence(source.lastError)}</>}
        </li>
      ))}
    </ul>
  );
}

function CheckNow() {
  const { api, liveStore, noticeStore } = useServices();
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    try {
      liveStore.apply({ kind: 'health', health: await api.cycle() }, Date.now());
    } catch (error) {
      noticeStore.show({ tone: 'trouble', text: `The check could not be run: ${explainError(error)}` });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Link to="/setup" className={styles.link}>
        Connection
      </Link>
      <Button size="small" busy={busy} onClick={check}>
        {busy ? 'Checking' : 'Check now'}
      </Button>
    </>
  );
}

function TryNow() {
  const { live } = useServices();
  return (
    <Button size="small" onClick={() => live.probe()}>
      Try now
    </Button>
  );
}
