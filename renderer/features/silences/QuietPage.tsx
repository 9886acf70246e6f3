import { BellOff, Plus } from 'lucide-react';
import { useState } from 'react';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import field from '../../components/Field.module.css';
import { formatInstant } from '../../components/formatInstant.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useSettled } from '../../components/useSettled.ts';
import { useLive } from '../../services.tsx';
import { QuietTimesPanel } from '../quietTimes/QuietTimesPanel.tsx';
import styles from './QuietPage.module.css';
import { SilenceCards } from './SilenceCards.tsx';
import { SilenceDialog } from './SilenceDialog.tsx';
import { SnoozedPanel } from './SnoozedPanel.tsx';
import type { SilenceDraft } from './silenceDraft.ts';
import { useSilences } from './useSilences.ts';

const empty: SilenceDraft = { matchers: [{ name: 'type', op: '=', value: '' }], comment: '' };
/** Fewer are found with the eye. */
const worthASearch = 5;

/** Everything that keeps messages back, because a person wanted it so or because of the hour. */
export function QuietPage() {
  const pausedUntil = useLive((state) => state.health?.popUpsPausedUntil ?? null);
  const [draft, setDraft] = useState<SilenceDraft | null>(null);
  const [search, setSearch] = useState('');
  const q = useSettled(search.trim());
  const live = useSilences('live', q);
  const over = useSilences('over', q);
  const [liveTotal, overTotal] = [live, over].map(({ data }) => data?.pages.at(-1)?.total ?? 0);
  const found = (liveTotal ?? 0) + (overTotal ?? 0);
  const failed = [live, over].find(({ isError }) => isError);
  const known = live.data !== undefined && over.data !== undefined;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>Quiet</h1>
        {(found > worthASearch || search !== '') && (
          <input
            type="search"
            className={`${field.input} ${styles.search}`}
            aria-label="Search silences"
            placeholder="Search silences"
            maxLength={200}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        )}
        <Button kind="primary" icon={<Plus aria-hidden="true" />} onClick={() => setDraft(empty)}>
          New silence
        </Button>
      </header>
      {pausedUntil && (
        <p className={styles.note} role="status">
          Pop-ups are paused until {formatInstant(pausedUntil, 'short')}. Slack and the others are told.
        </p>
      )}
      {failed && (
        <p className={styles.trouble} role="alert">
          {explainError(failed.error)}{' '}
          <Button size="small" kind="quiet" onClick={() => void Promise.all([live.refetch(), over.refetch()])}>
            Try again
          </Button>
        </p>
      )}
      {!known && !failed && <Skeleton height="120px" />}
      {known && liveTotal === 0 && q === '' && (
        <EmptyState icon={<BellOff />} title="No silences" tone="plain">
          <p>Nothing is held back. A silence keeps messages about matching alerts from everybody for a while.</p>
        </EmptyState>
      )}
      {known && found === 0 && q !== '' && <p className={styles.note}>No silence matches “{q}”.</p>}
      <SilenceCards title="Silences" query={live} onAgain={setDraft} />
      <SnoozedPanel />
      <QuietTimesPanel />
      <SilenceCards title="Ended within a day" query={over} onAgain={setDraft} />
      <SilenceDialog start={draft} onClose={() => setDraft(null)} />
    </div>
  );
}
