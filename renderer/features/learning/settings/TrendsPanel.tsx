import { Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type Unit, Unit as UnitSchema } from '../../../../shared/alert.ts';
import type { TrendLimit } from '../../../../shared/learning/learningSettings.ts';
import { Button } from '../../../components/Button.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { problemsUnder } from '../../deliveryRules/problemsUnder.ts';
import { ChoiceField } from '../../rules/editor/ChoiceField.tsx';
import { NumberField } from '../../rules/editor/NumberField.tsx';
import form from '../../rules/editor/RuleEditor.module.css';
import { TextField } from '../../rules/editor/TextField.tsx';
import { unitWords } from '../../rules/words/unitWords.ts';
import { usePartFields } from '../../settingsPart/usePartFields.ts';
import { FieldList } from '../../setup/FieldList.tsx';
import type { LearningEditor } from '../useLearningEditor.ts';
import { trendFields } from './learningFields.ts';
import styles from './SettingsPanels.module.css';

const unitOptions = UnitSchema.options.map((value: Unit) => ({ value, label: unitWords[value] }));
const directionOptions = [
  { value: 'up' as const, label: 'must stay below' },
  { value: 'down' as const, label: 'must stay above' },
];
const newLimit: TrendLimit = { metric: '', component: '', limit: 90, direction: 'up', unit: 'percent' };
const mostLimits = 100;

/** Series that must not reach a limit, and how far ahead that is told. */
export function TrendsPanel({ editor }: { editor: LearningEditor }) {
  const { value, problems, change } = editor;
  const fields = usePartFields({ ...editor, part: 'learning' }, trendFields);
  const addButton = useRef<HTMLButtonElement>(null);
  const [added, setAdded] = useState(-1);
  const { limits } = value.trends;
  const changeLimits = (edit: (limits: readonly TrendLimit[]) => TrendLimit[]) =>
    change((before) => ({ ...before, trends: { ...before.trends, limits: edit(before.trends.limits) } }));
  return (
    <Panel title="Looking ahead">
      <FieldList fields={trendFields} form={fields} />
      <div className={styles.limits}>
        <h3 className={styles.heading}>
          Limits of your own
          <Button
            ref={addButton}
            size="small"
            icon={<Plus aria-hidden="true" />}
            disabled={limits.length >= mostLimits}
            onClick={() => {
              changeLimits((before) => [...before, newLimit]);
              setAdded(limits.length);
            }}
          >
            Add a limit
          </Button>
        </h3>
        {limits.length === 0 && (
          <p className={styles.explanation}>
            None: the limits in Rules are looked ahead to, such as those of disk and memory.
          </p>
        )}
        {limits.map((limit, index) => (
          <Limit
            // biome-ignore lint/suspicious/noArrayIndexKey: a limit is its place; everything in it can be edited
            key={index}
            place={index + 1}
            limit={limit}
            fresh={index === added}
            problems={problemsUnder(problems, `learning.trends.limits.${index}`)}
            onChange={(part) =>
              changeLimits((before) => before.map((each, at) => (at === index ? { ...each, ...part } : each)))
            }
            onRemove={() => {
              changeLimits((before) => before.filter((_, at) => at !== index));
              setAdded(-1);
              addButton.current?.focus();
            }}
          />
        ))}
      </div>
    </Panel>
  );
}

interface LimitProps {
  place: number;
  limit: TrendLimit;
  /** It was just added: one begins by filling it in. */
  fresh: boolean;
  problems: Readonly<Record<string, string>>;
  onChange: (part: Partial<TrendLimit>) => void;
  onRemove: () => void;
}

function Limit({ place, limit, fresh, problems, onChange, onRemove }: LimitProps) {
  const fields = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (fresh) fields.current?.querySelector('input')?.focus();
  }, [fresh]);
  return (
    <fieldset ref={fields} className={styles.limit} aria-label={`Limit ${place}`}>
      <div className={form.fields}>
        <TextField
          label="Metric"
          value={limit.metric}
          placeholder="disk_usage"
          maxLength={200}
          problem={problems.metric}
          onChange={(metric) => onChange({ metric })}
        />
        <TextField
          label="Component"
          value={limit.component}
          maxLength={200}
          problem={problems.component}
          note="Empty: each for itself."
          onChange={(component) => onChange({ component })}
        />
        <ChoiceField
          label="It"
          value={limit.direction}
          options={directionOptions}
          onChange={(direction) => onChange({ direction })}
        />
        <NumberField
          label="Limit"
          value={limit.limit}
          unit=""
          problem={problems.limit}
          onChange={(next) => onChange({ limit: next })}
        />
        <ChoiceField label="Unit" value={limit.unit} options={unitOptions} onChange={(unit) => onChange({ unit })} />
      </div>
      <IconButton label={`Remove limit ${place}`} icon={<Trash2 />} onClick={onRemove} />
    </fieldset>
  );
}
