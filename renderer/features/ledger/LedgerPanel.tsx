import { useInfiniteQuery } from '@tanstack/react-query';
import { mostCounted } from '../../../shared/delivery/ledger.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useLocation } from '../../routing/useLocation.ts';
import { useServices } from '../../services.tsx';
import { ExportLedger } from './ExportLedger.tsx';
import { LedgerFilters } from './LedgerFilters.tsx';
import styles from './LedgerPanel.module.css';
import { LedgerRow } from './LedgerRow.tsx';
import { endsBeforeItBegins, isNarrowed, type LedgerFilter, ledgerQuery, readLedgerFilter } from './ledgerFilter.ts';

const aPage = 100;
const renewMs = 10_000;

/** Every decision about every alert and receiver, and why; the newest first. */
export function LedgerPanel() {
  const { api } = useServices();
  const { search } = useLocation();
  const filter = readLedgerFilter(search);
  const query = useInfiniteQuery({
    queryKey: queryKeys.ledger(JSON.stringify(filter)),
    queryFn: ({ pageParam, signal }) =>
      api.notifications(
        { ...ledgerQuery(filter, Date.now()), limit: aPage, ...(pageParam === null ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // Further pages are older ones, which change no more.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 1) > 1 ? false : renewMs),
    placeholderData: (before) => before,
  });
  const pages = query.data?.pages ?? [];
  const lines = pages.flatMap(({ items }) => items);
  const total = pages[0]?.total ?? 0;
  return (
    <Panel
      title="Log"
      hint={
        total >= mostCounted ? `more than ${mostCounted.toLocaleString()} lines` : `${total.toLocaleString()} lines`
      }
      actions={<ExportLedger filter={filter} disabled={lines.length === 0} />}
    >
      <LedgerFilters filter={filter} />
      {query.isError && (
        <p className={styles.trouble} role="alert">
          {explainError(query.error)}{' '}
          <Button size="small" kind="quiet" onClick={() => query.refetch()}>
            Try again
          </Button>
        </p>
      )}
      {query.isPending && <Skeleton height="200px" />}
      {query.data && lines.length === 0 && <p className={styles.none}>{noLines(filter)}</p>}
      {lines.length > 0 && (
        <ol className={styles.lines} aria-busy={query.isPlaceholderData || undefined}>
          {lines.map((line) => (
            <LedgerRow key={line.id} line={line} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button kind="quiet" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          Show older lines
        </Button>
      )}
    </Panel>
  );
}

function noLines(filter: LedgerFilter): string {
  if (endsBeforeItBegins(filter)) return 'Nothing lies between: the end is not after the beginning.';
  return isNarrowed(filter)
    ? 'No line matches these filters.'
    : 'Nothing was decided yet: no alert fired, or nobody is to be told.';
}
