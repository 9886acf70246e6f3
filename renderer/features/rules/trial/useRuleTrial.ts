import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RuleTrial } from '../../../../shared/signals/ruleTrial.ts';
import { explainError } from '../../../api/explainError.ts';
import { useServices } from '../../../services.tsx';
import { firingsSentence } from './trialWords.ts';
import type { TriedRule } from './triedRule.ts';

export interface RuleTrialState {
  trial: RuleTrial | null;
  /** The rule was changed since. */
  isOld: boolean;
  busy: boolean;
  /** Why there is no answer. */
  failure: string | null;
  /** Null: not while something is wrong with the rule. */
  tryIt: (() => void) | null;
}

/** The last trial of a rule that is being edited; null: of one that is not right yet. */
export function useRuleTrial(rule: TriedRule | null): RuleTrialState {
  const { api, noticeStore } = useServices();
  const running = useRef<AbortController | null>(null);
  // Nobody waits for it any more: ClickHouse need not answer.
  useEffect(() => () => running.current?.abort(), []);
  const asked = useMutation({
    mutationFn: async (tried: TriedRule) => {
      running.current?.abort();
      running.current = new AbortController();
      const trial = await api.rules.tryOut({ rule: tried }, { signal: running.current.signal });
      return { trial, of: keyOf(tried) };
    },
    // What is wrong says so itself.
    onSuccess({ trial }) {
      if (trial.problem === null) noticeStore.announce(firingsSentence(trial));
    },
  });
  return {
    trial: asked.data?.trial ?? null,
    isOld: asked.data !== undefined && asked.data.of !== keyOf(rule),
    busy: asked.isPending,
    failure: asked.isError ? explainError(asked.error) : null,
    tryIt: rule === null || asked.isPending ? null : () => asked.mutate(rule),
  };
}

/** Of what changes the outcome. */
const keyOf = (rule: TriedRule | null) => JSON.stringify(rule && { ...rule, name: '', title: '' });
