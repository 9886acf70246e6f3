import { Panel } from '../../components/Panel.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { FieldList } from '../setup/FieldList.tsx';
import hint from './HintLink.module.css';
import { limitFields, reminderFields } from './limitFields.ts';
import rules from './RuleList.module.css';
import { useDeliveryFields } from './useDeliveryFields.ts';

const fields = [...limitFields, ...reminderFields];

/** How much any receiver is told at most, and how often somebody is reminded. */
export function LimitsPanel({ editor }: { editor: DeliveryEditor }) {
  const form = useDeliveryFields(editor, fields);
  return (
    <Panel title="Not nagging">
      <p className={rules.about}>
        For every receiver that has no limits{' '}
        <Link to={pathOf.delivery} className={hint.link}>
          of its own
        </Link>
        .
      </p>
      <FieldList fields={fields} form={form} />
    </Panel>
  );
}
