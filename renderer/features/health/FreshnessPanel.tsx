import { useMutation } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { formatCountdown } from '../../../shared/formatDuration.ts';
import type { Health } from '../../../shared/health.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { useNow } from '../../components/useNow.tsx';
import { useServices } from '../../services.tsx';
import { Facts } from './Facts.tsx';
import styles from './FreshnessPanel.module.css';
import { StatusMark } from './StatusMark.tsx';
import { freshnessWords } from './sourceWords.ts';

/** The state of the whole watch, why, since when, and a check by hand. */
export function FreshnessPanel({ health }: { health: Health }) {
  const { api, liveStore } = useServices();
  const check = useMutation({
    mutationFn: () => api.cycle(),
    onSuccess: (renewed) => liveStore.apply({ kind: 'health', health: renewed }, Date.now()),
  });
  const words = freshnessWords[health.status];
  const cycle = health.lastCycle;
  return (
    <Panel
      title="Freshness"
      actions={
        <Button
          size="small"
          icon={<RefreshCw aria-hidden="true" />}
          busy={check.isPending}
          onClick={() => check.mutate()}
        >
          Check now
        </Button>
      }
    >
      <p className={styles.state}>
        <StatusMark status={words} />
        <span className={styles.reason}>{health.statusReason ?? words.meaning}</span>
      </p>
      {check.isError && (
        <p className={styles.error} role="alert">
          {explainError(check.error)}
        </p>
      )}
      <Facts
        facts={[
          { label: 'In this state for', value: <RelativeTime at={health.statusSince} /> },
          {
            label: 'Last check',
            value: cycle ? (
              <>
                <RelativeTime at={cycle.startedAt} suffix=" ago" />, took {Math.round(cycle.durationMs)} ms
              </>
            ) : (
              'none yet'
            ),
          },
          { label: 'Next check', value: <NextCheck at={health.nextCycleAt} /> },
          { label: 'Interval', value: `${Math.round(health.cycleIntervalMs / 1000)} s` },
        ]}
      />
      {cycle?.error && <p className={styles.error}>{cycle.error}</p>}
    </Panel>
  );
}

function NextCheck({ at }: { at: string | null }) {
  const now = useNow(1000);
  if (at === null) return 'running';
  const left = Date.parse(at) - now;
  return left <= 0 ? 'now' : `in ${formatCountdown(left)}`;
}
