import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { HeldBackReason, NotificationReason } from '../../../shared/alert.ts';
import { severities } from '../../../shared/severity.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { severityWords } from '../../components/severityWords.ts';
import { useLocation } from '../../routing/useLocation.ts';
import { useServices } from '../../services.tsx';
import { heldBackWords, outcomeWords, reasonWords } from '../alertDetail/notificationWords.ts';
import styles from './LedgerPanel.module.css';
import { LedgerSearch } from './LedgerSearch.tsx';
import { LedgerTime } from './LedgerTime.tsx';
import { isNarrowed, type LedgerFilter, readLedgerFilter, writeLedgerFilter } from './ledgerFilter.ts';

/** What the log is narrowed to. */
export function LedgerFilters({ filter }: { filter: LedgerFilter }) {
  const { api, router } = useServices();
  const { pathname, search } = useLocation();
  const { data: receivers = [] } = useQuery({
    queryKey: queryKeys.receivers,
    queryFn: async ({ signal }) => (await api.receivers.list(undefined, { signal })).items,
  });
  const change = (part: Partial<LedgerFilter>, replace = false) =>
    router.navigate(pathname + writeLedgerFilter(search, part), { replace });
  const choice = (
    name: 'receiver' | 'outcome' | 'reason' | 'heldBack' | 'severity',
    label: string,
    all: [string, string][],
  ) => (
    <select
      className={styles.choice}
      aria-label={label}
      value={filter[name]}
      onChange={({ target }) => change({ [name]: target.value })}
    >
      <option value="">{label}: all</option>
      {all.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
  return (
    <div className={styles.filters} role="toolbar" aria-label="Filters of the log">
      {choice(
        'receiver',
        'Receiver',
        receivers.map(({ name }) => [name, name]),
      )}
      {choice('outcome', 'Outcome', Object.entries(outcomeWords))}
      {choice(
        'reason',
        'Reason',
        NotificationReason.options.map((reason) => [reason, reasonWords[reason]]),
      )}
      {choice(
        'heldBack',
        'Held back because',
        HeldBackReason.options.map((reason) => [reason, heldBackWords[reason]]),
      )}
      {choice(
        'severity',
        'Severity',
        severities.map((severity) => [severity, severityWords[severity]]),
      )}
      <LedgerTime filter={filter} onChange={change} />
      {filter.alertId !== '' && (
        <Chip onRemove={() => change({ alertId: '' })} removeLabel="the one alert">
          One alert
        </Chip>
      )}
      <LedgerSearch value={filter.q} onChange={(q) => change({ q }, true)} />
      {isNarrowed(filter) && (
        <Button
          size="small"
          kind="quiet"
          icon={<X aria-hidden="true" />}
          onClick={() => change(Object.fromEntries(Object.keys(readLedgerFilter('')).map((name) => [name, ''])))}
        >
          All lines
        </Button>
      )}
    </div>
  );
}
