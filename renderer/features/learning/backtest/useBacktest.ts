import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Backtest, BacktestAbout } from '../../../../shared/learning/backtest.ts';
import type { LearningSettings } from '../../../../shared/learning/learningSettings.ts';
import type { Settings } from '../../../../shared/settings.ts';
import { explainError } from '../../../api/explainError.ts';
import { queryKeys } from '../../../api/queryKeys.ts';
import { useSettled } from '../../../components/useSettled.ts';
import { useServices } from '../../../services.tsx';

/** All of the settings that the past is judged by. */
export interface JudgedBy {
  engine: Settings['engine'];
  learning: LearningSettings;
  metrics: Settings['metrics'];
}

interface BacktestQuestion extends JudgedBy {
  days: number;
  /** Left out: everything. */
  about?: readonly BacktestAbout[] | undefined;
}

export interface BacktestState {
  backtest: Backtest | null;
  /** How long the answer took. */
  tookMs: number | null;
  /** What is shown is of before the last change. */
  isOld: boolean;
  /** Names the question that is being answered; null: none is. */
  running: string | null;
  /** Why there is no answer. */
  failure: string | null;
  again: () => void;
}

type Sent = Omit<BacktestQuestion, 'about'> & { about?: BacktestAbout[] };

const settleMs = 300;
/** The past changes little while one tries things out. */
const freshMs = 60_000;

/**
 * The past as a draft would have judged it, asked for once the draft rests. A question that is overtaken is aborted, so
 * that ClickHouse need not answer it. Null: not while something is wrong with the draft. `inForce`: what the host holds it
 * against; the answer is another one once that changes.
 */
export function useBacktest(question: BacktestQuestion | null, inForce: JudgedBy): BacktestState {
  const { api } = useServices();
  const wanted = question === null ? null : JSON.stringify(question);
  const settled = useSettled(wanted, settleMs);
  const asked = useMemo(() => (settled === null ? null : (JSON.parse(settled) as Sent)), [settled]);
  const query = useQuery({
    queryKey: queryKeys.backtest(settled ?? '', JSON.stringify([inForce.engine, inForce.learning, inForce.metrics])),
    enabled: asked !== null,
    retry: false,
    staleTime: freshMs,
    // It costs ClickHouse too much to be asked because the network came back.
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
    async queryFn({ signal }) {
      if (asked === null) throw new Error('Nothing was asked.');
      const begun = performance.now();
      const backtest = await api.learning.backtest(asked, { signal });
      return { backtest, tookMs: performance.now() - begun };
    },
  });
  return {
    backtest: query.data?.backtest ?? null,
    tookMs: query.data?.tookMs ?? null,
    isOld: wanted !== settled || query.isPlaceholderData || wanted === null,
    running: query.isFetching ? settled : null,
    failure: query.isError && wanted === settled ? explainError(query.error) : null,
    again: () => query.refetch(),
  };
}
