import { useMutation } from '@tanstack/react-query';
import { Play, Square } from 'lucide-react';
import type { Scenario } from '../../../shared/demo.ts';
import { formatCountdown } from '../../../shared/formatDuration.ts';
import { explainError } from '../../api/explainError.ts';
import { useNow } from '../../components/useNow.tsx';
import { useServices } from '../../services.tsx';
import styles from './ScenarioButton.module.css';

/** Starts a scenario, or ends it while it runs; shows how long it still lasts. */
export function ScenarioButton({ scenario }: { scenario: Scenario }) {
  const { api, liveStore, noticeStore } = useServices();
  const toggle = useMutation({
    mutationFn: (start: boolean) =>
      start ? api.demo.start({ scenario: scenario.scenario }) : api.demo.stop({ scenario: scenario.scenario }),
    onSuccess: (demo) => liveStore.apply({ kind: 'demo', demo }, Date.now()),
    onError: (error) =>
      noticeStore.show({ tone: 'trouble', text: `“${scenario.title}” could not be changed. ${explainError(error)}` }),
  });
  const Icon = scenario.running ? Square : Play;
  return (
    <button
      type="button"
      className={styles.scenario}
      aria-pressed={scenario.running}
      aria-busy={toggle.isPending || undefined}
      title={scenario.description}
      onClick={() => {
        if (!toggle.isPending) toggle.mutate(!scenario.running);
      }}
    >
      <Icon aria-hidden="true" />
      {scenario.title}
      {scenario.running && scenario.endsAt && <TimeLeft endsAt={scenario.endsAt} />}
    </button>
  );
}

function TimeLeft({ endsAt }: { endsAt: string }) {
  const now = useNow(1000);
  return <span className={styles.left}>{formatCountdown(Date.parse(endsAt) - now)}</span>;
}
