import { thresholdRules } from '../../../../shared/signals/thresholdRules.ts';
import { Panel } from '../../../components/Panel.tsx';
import { useSourceHealth } from '../../health/useSourceHealth.ts';
import { useAskedRule } from '../useAskedRule.ts';
import type { RulesEditor } from '../useRulesEditor.ts';
import { LimitRow } from './LimitRow.tsx';
import styles from './LimitsPanel.module.css';
import { TryLimits } from './TryLimits.tsx';
import { WatchLine } from './WatchLine.tsx';

/** The rules that are there from the start: their limits and cooldowns, and what these would have done. */
export function LimitsPanel({ editor }: { editor: RulesEditor }) {
  const [asked] = useAskedRule();
  const trouble = useSourceHealth('metrics')?.lastError;
  const isOwn = editor.value.rules.some(({ name }) => name === asked);
  return (
    <Panel title="Limits" hint="built in">
      <WatchLine editor={editor} />
      {trouble && <p className={styles.trouble}>{trouble}</p>}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">On</th>
            <th scope="col">Metric</th>
            <th scope="col">Fires when</th>
            <th scope="col">Cooldown</th>
            <th scope="col">Severity</th>
            <th scope="col">Default</th>
            <th scope="col">Last day</th>
          </tr>
        </thead>
        <tbody>
          {thresholdRules.map((rule) => (
            <LimitRow key={rule.metric} rule={rule} editor={editor} asked={!isOwn && rule.metric === asked} />
          ))}
        </tbody>
      </table>
      <TryLimits editor={editor} />
    </Panel>
  );
}
