import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { explainError } from '../../api/explainError.ts';
import { useLive, useServices } from '../../services.tsx';

export interface Restart {
  /** From the wish until the host is there again. */
  busy: boolean;
  /** Why the wish was refused. */
  failure: string | null;
  run(): void;
}

/** Lets the host start anew, with the demo or without; the page finds it again by itself. */
export function useRestart(demo: boolean): Restart {
  const { api, noticeStore } = useServices();
  const inWindow = useLive(({ health }) => health?.host === 'desktop');
  const startedAt = useLive(({ health }) => health?.startedAt ?? null);
  const [leftRun, setLeftRun] = useState<string | null>(null);
  const restart = useMutation({
    mutationFn: () => api.host.restart({ demo }),
    onSuccess() {
      setLeftRun(startedAt);
      const then = inWindow ? 'Its window opens again by itself.' : 'This page finds it again by itself.';
      noticeStore.show({ tone: 'info', text: `Watchkeeper starts anew. ${then}` });
    },
  });
  return {
    busy: restart.isPending || (leftRun !== null && leftRun === startedAt),
    failure: restart.isError ? explainError(restart.error) : null,
    run: () => restart.mutate(),
  };
}
