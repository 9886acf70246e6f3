import { Play } from 'lucide-react';
import type { OwnRule } from '../../../../shared/signals/ownRule.ts';
import { readRuleQuery } from '../../../../shared/signals/ruleQuery.ts';
import { Button } from '../../../components/Button.tsx';
import { TrialOutcome } from './TrialOutcome.tsx';
import styles from './TryOut.module.css';
import type { RuleTrialState } from './useRuleTrial.ts';

interface TryOutProps {
  rule: OwnRule;
  state: RuleTrialState;
}

const fields = { metric: ['metric', 'component'], sql: ['query', 'everySeconds'] };

/** What the rule as it is edited would have done, asked for by hand: it costs ClickHouse something. */
export function TryOut({ rule, state }: TryOutProps) {
  const { tryIt, busy } = state;
  return (
    <div className={styles.tryOut}>
      <div className={styles.line}>
        <Button
          icon={<Play aria-hidden="true" />}
          busy={busy}
          disabled={tryIt === null}
          aria-keyshortcuts={rule.kind === 'sql' ? 'Control+Enter' : undefined}
          onClick={() => tryIt?.()}
        >
          Try it
        </Button>
        <span className={styles.muted}>
          {tryIt === null && !busy ? 'Not while something above is not right yet.' : whatIsTried(rule)}
        </span>
      </div>
      <TrialOutcome state={state} unit={rule.unit} severity={rule.severity} fields={fields[rule.kind]} />
    </div>
  );
}

function whatIsTried(rule: OwnRule): string {
  const nothing = 'nothing is saved or sent.';
  if (rule.kind === 'metric') return `On the last 24 h; ${nothing}`;
  const query = readRuleQuery(rule.query);
  const reach =
    query.ok && query.value.times.length === 0 ? 'As of now alone, as the query names no time' : 'On the last 24 h';
  return `${reach}; ${nothing} In the query: Ctrl+Enter.`;
}
