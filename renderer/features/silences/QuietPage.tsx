import { BellOff, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Silence } from '../../../shared/delivery/silence.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import field from '../../components/Field.module.css';
import { formatInstant } from '../../components/formatInstant.ts';
import { Panel } from '../../components/Panel.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useLive } from '../../services.tsx';
import styles from './QuietPage.module.css';
import { SilenceCard } from './SilenceCard.tsx';
import { SilenceDialog } from './SilenceDialog.tsx';
import { SnoozedPanel } from './SnoozedPanel.tsx';
import { matchersInWords, type SilenceDraft } from './silenceDraft.ts';
import { useSilences } from './useSilences.ts';

const aPage = 100;
const empty: SilenceDraft = { matchers: [{ name: 'type', op: '=', value: '' }], comment: '' };

/** Everything that keeps messages back because a person wanted it so. */
export function QuietPage() {
  const { data, error, isPending, refetch } = useSilences();
  const pausedUntil = useLive((state) => state.health?.popUpsPausedUntil ?? null);
  const [draft, setDraft] = useState<SilenceDraft | null>(null);
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(aPage);
  const found = (data ?? []).filter((silence) => mentions(silence, search));
  const live = found.filter(({ state }) => state !== 'expired');
  const over = found.filter(({ state }) => state === 'expired').reverse();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>Quiet</h1>
        {(data?.length ?? 0) > 5 && (
          <input
            type="search"
            className={`${field.input} ${styles.search}`}
            aria-label="Search silences"
            placeholder="Search silences"
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
      {error && (
        <p className={styles.trouble} role="alert">
          {explainError(error)}{' '}
          <Button size="small" kind="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {isPending && <Skeleton height="120px" />}
      {data && live.length === 0 && search === '' && (
        <EmptyState icon={<BellOff />} title="No silences" tone="plain">
          <p>Nothing is held back. A silence keeps messages about matching alerts from everybody for a while.</p>
        </EmptyState>
      )}
      {data && found.length === 0 && search !== '' && <p className={styles.note}>No silence matches “{search}”.</p>}
      {live.length > 0 && (
        <Panel title="Silences" hint={live.length.toLocaleString()}>
          <ul className={styles.cards}>
            {live.slice(0, shown).map((silence) => (
              <SilenceCard key={silence.id} silence={silence} onAgain={setDraft} />
            ))}
          </ul>
          {live.length > shown && (
            <Button kind="quiet" onClick={() => setShown(shown + aPage)}>
              Show {Math.min(aPage, live.length - shown)} more of {live.length.toLocaleString()}
            </Button>
          )}
        </Panel>
      )}
      <SnoozedPanel />
      {over.length > 0 && (
        <Panel title="Ended within a day" hint={over.length.toLocaleString()}>
          <ul className={styles.cards}>
            {over.slice(0, shown).map((silence) => (
              <SilenceCard key={silence.id} silence={silence} onAgain={setDraft} />
            ))}
          </ul>
          {over.length > shown && (
            <Button kind="quiet" onClick={() => setShown(shown + aPage)}>
              Show more
            </Button>
          )}
        </Panel>
      )}
      <SilenceDialog start={draft} onClose={() => setDraft(null)} />
    </div>
  );
}

function mentions({ matchers, createdBy, comment }: Silence, search: string): boolean {
  const needle = search.trim().toLowerCase();
  return `${matchersInWords(matchers)} ${createdBy} ${comment}`.toLowerCase().includes(needle);
}
