import { type Unit, Unit as UnitSchema } from '../../../../shared/alert.ts';
import { severities } from '../../../../shared/severity.ts';
import type { MetricRule, OwnRule, SqlRule } from '../../../../shared/signals/ownRule.ts';
import { severityWords } from '../../../components/severityWords.ts';
import { nameFollowing } from '../edits/nameFollowing.ts';
import { ruleTitle } from '../words/ruleSentence.ts';
import { unitWords } from '../words/unitWords.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { NumberField } from './NumberField.tsx';
import styles from './RuleEditor.module.css';
import { TextField } from './TextField.tsx';

type Told = Pick<OwnRule, 'severity' | 'cooldownMinutes' | 'unit' | 'title' | 'name' | 'runbookUrl'>;

interface TellFieldsProps {
  rule: MetricRule | SqlRule;
  /** Names that it cannot have; null: it is saved, and its name stays as it is while its title changes. */
  others: readonly Pick<OwnRule, 'name'>[] | null;
  problems: Readonly<Record<string, string>>;
  onChange: (part: Partial<Told>) => void;
}

const severityOptions = severities.map((value) => ({ value, label: severityWords[value] }));
const unitOptions = UnitSchema.options.map((value: Unit) => ({ value, label: unitWords[value] }));

/** How its alerts look, and how often they come again. */
export function TellFields({ rule, others, problems, onChange }: TellFieldsProps) {
  return (
    <div className={styles.fields}>
      <ChoiceField
        label="Severity"
        value={rule.severity}
        options={severityOptions}
        onChange={(severity) => onChange({ severity })}
      />
      <NumberField
        label="Cooldown"
        subject="The cooldown"
        value={rule.cooldownMinutes}
        unit="min"
        problem={problems.cooldownMinutes}
        note="Not told again this soon after it was over."
        onChange={(cooldownMinutes) => onChange({ cooldownMinutes })}
      />
      <ChoiceField label="Unit" value={rule.unit} options={unitOptions} onChange={(unit) => onChange({ unit })} />
      <TextField
        label="Title"
        value={rule.title}
        placeholder={ruleTitle({ ...rule, title: '' })}
        maxLength={100}
        problem={problems.title}
        note="What people read first."
        onChange={(title) => onChange({ title, ...(others && { name: nameFollowing(rule, title, others) }) })}
      />
      <TextField
        label="Name"
        subject="The name"
        value={rule.name}
        maxLength={60}
        problem={problems.name}
        note={rule.kind === 'sql' ? 'Also the type of its alerts: routes and silences go by it.' : 'One of its own.'}
        onChange={(name) => onChange({ name })}
      />
      <TextField
        label="Runbook"
        value={rule.runbookUrl}
        placeholder="https://wiki.example.com/runbook"
        maxLength={2000}
        problem={problems.runbookUrl}
        note="Linked from its alerts."
        onChange={(runbookUrl) => onChange({ runbookUrl })}
      />
    </div>
  );
}
