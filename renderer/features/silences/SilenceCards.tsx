import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import styles from './QuietPage.module.css';
import { SilenceCard } from './SilenceCard.tsx';
import type { SilenceDraft } from './silenceDraft.ts';
import type { useSilences } from './useSilences.ts';

interface SilenceCardsProps {
  title: string;
  query: ReturnType<typeof useSilences>;
  onAgain: (draft: SilenceDraft) => void;
}

/** Silences under a title, the next hundred when asked for; nothing where there are none. */
export function SilenceCards({ title, query, onAgain }: SilenceCardsProps) {
  const pages = query.data?.pages ?? [];
  const silences = pages.flatMap(({ items }) => items);
  const total = pages.at(-1)?.total ?? 0;
  if (silences.length === 0) return null;
  return (
    <Panel title={title} hint={total.toLocaleString()}>
      <ul className={styles.cards} aria-busy={query.isPlaceholderData || undefined}>
        {silences.map((silence) => (
          <SilenceCard key={silence.id} silence={silence} onAgain={onAgain} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button kind="quiet" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          Show more of {total.toLocaleString()}
        </Button>
      )}
    </Panel>
  );
}
