import type { DeliveryLimits } from '../../../../shared/delivery/deliveryLimits.ts';
import type { ReceiverKind, ReceiverOptions } from '../../../../shared/delivery/receiverSettings.ts';
import { Severity } from '../../../../shared/severity.ts';
import { severityWords } from '../../../components/severityWords.ts';
import { Link } from '../../../routing/Link.tsx';
import { pathOf } from '../../../routing/route.ts';
import type { DeliveryEditor } from '../../delivery/editor/useDeliveryEditor.ts';
import row from '../../setup/FieldRow.module.css';
import { SwitchRow } from '../../setup/SwitchRow.tsx';
import { optionsOf, withOptions } from '../edits/receiverOptions.ts';
import { limitsWords } from '../limitsWords.ts';
import { ChoiceRow } from './ChoiceRow.tsx';
import { NumberRow } from './NumberRow.tsx';
import styles from './ReceiverEditor.module.css';

interface OptionFieldsProps {
  editor: DeliveryEditor;
  name: string;
  kind: ReceiverKind;
}

/** What a receiver goes by; what it does not say follows the general settings. */
export function OptionFields({ editor, name, kind }: OptionFieldsProps) {
  const { delivery, view, problems } = editor;
  const options = optionsOf(delivery, name);
  const general = view.settings.notifications.minSeverity;
  const change = (part: Partial<ReceiverOptions>) => editor.change((draft) => withOptions(draft, name, part));
  return (
    <div className={row.list}>
      <ChoiceRow
        label="Told from severity"
        effect="Milder alerts are shown on the board and not sent here."
        options={[
          { value: '', label: `As in Setup: ${fromWords(general)}` },
          ...Severity.options.map((severity) => ({ value: severity, label: fromWords(severity) })),
        ]}
        value={options.minSeverity ?? ''}
        onChange={(value) => change({ minSeverity: value === '' ? null : Severity.parse(value) })}
      />
      <ChoiceRow
        label="Told when an alert is over"
        effect={
          kind === 'pagerDuty'
            ? 'Never: its incidents stay open until somebody resolves them in PagerDuty.'
            : 'Once, when what was told here is over.'
        }
        options={[
          { value: '', label: 'As the route says, else yes' },
          { value: 'always', label: 'Always' },
          { value: 'never', label: 'Never' },
        ]}
        value={options.resolved === null ? '' : options.resolved ? 'always' : 'never'}
        onChange={(value) => change({ resolved: value === '' ? null : value === 'always' })}
      />
      <SwitchRow
        label="Limits of its own"
        effect="What is over a limit waits and becomes one message; critical alerts wait for nothing but the pace."
        checked={options.limits !== null}
        disabled={false}
        onChange={(own) => change({ limits: own ? { ...delivery.limits } : null })}
      >
        {options.limits === null && (
          <p className={styles.note}>
            General: {limitsWords(delivery.limits)}.{' '}
            <Link to={`${pathOf.delivery}?tab=rules`}>Delivery → Policies</Link>
          </p>
        )}
      </SwitchRow>
      {options.limits !== null && (
        <LimitRows
          limits={options.limits}
          problems={problems}
          path={`delivery.options.${name}.limits`}
          onChange={(limits) => change({ limits })}
        />
      )}
    </div>
  );
}

const fromWords = (severity: Severity) =>
  severity === 'critical'
    ? 'Critical only'
    : severity === 'low'
      ? 'Every severity'
      : `${severityWords[severity]} and worse`;

const limitFields: { key: keyof DeliveryLimits; label: string; effect: string; unit: string }[] = [
  { key: 'perSecond', label: 'Pace', effect: 'Messages a second, over longer.', unit: 'a second' },
  { key: 'burst', label: 'At once', effect: 'So many go out before the pace counts.', unit: 'messages' },
  {
    key: 'perGroupPerMinute',
    label: 'Of one group',
    effect: 'Alerts that are grouped, e.g. by type.',
    unit: 'a minute',
  },
  {
    key: 'windowSeconds',
    label: 'Window',
    effect: 'The time that the limit below counts. 0: no such limit.',
    unit: 's',
  },
  { key: 'maxPerWindow', label: 'In the window at most', effect: 'Messages of every kind.', unit: 'messages' },
];

interface LimitRowsProps {
  limits: DeliveryLimits;
  problems: Readonly<Record<string, string>>;
  path: string;
  onChange: (limits: DeliveryLimits) => void;
}

function LimitRows({ limits, problems, path, onChange }: LimitRowsProps) {
  return limitFields.map(({ key, label, effect, unit }) => (
    <NumberRow
      key={key}
      {...{ label, effect, unit, value: limits[key], problem: problems[`${path}.${key}`] }}
      onChange={(value) => onChange({ ...limits, [key]: value })}
    />
  ));
}
