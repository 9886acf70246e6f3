import { CalendarClock } from 'lucide-react';
import { useId } from 'react';
import { alertsOnly } from '../../../shared/delivery/deliveryProblems.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { Panel } from '../../components/Panel.tsx';
import { useNow } from '../../components/useNow.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { useReceiverChoices } from '../delivery/editor/useReceiverChoices.ts';
import { FieldList } from '../setup/FieldList.tsx';
import { useTimeZones } from '../setup/useTimeZones.ts';
import hint from './HintLink.module.css';
import { momentWords, zoneHere } from './momentWords.ts';
import { nextSummary } from './nextSummary.ts';
import { problemsUnder } from './problemsUnder.ts';
import { receiverOptions } from './receiverOptions.ts';
import styles from './SummariesPanel.module.css';
import { type SummaryKind, summaryFields, summarySwitch } from './summaryFields.ts';
import { useDeliveryFields } from './useDeliveryFields.ts';

const titles: Record<SummaryKind, string> = { daily: 'Each day', weekly: 'Each week' };

/** What is sent by itself of the day or the week before. */
export function SummariesPanel({ editor }: { editor: DeliveryEditor }) {
  return (
    <Panel
      title="Summaries"
      hint={
        <Link to={pathOf.report} className={hint.link}>
          what they say stands in Report
        </Link>
      }
    >
      <Summary kind="daily" editor={editor} />
      <Summary kind="weekly" editor={editor} />
    </Panel>
  );
}

function Summary({ kind, editor }: { kind: SummaryKind; editor: DeliveryEditor }) {
  const titleId = useId();
  const summary = editor.delivery.summaries[kind];
  const notForSummaries = alertsOnly(editor.delivery);
  const choices = useReceiverChoices(editor.delivery).filter(
    ({ name }) => name === summary.receiver || !notForSummaries.has(name),
  );
  const zones = useTimeZones();
  const details = summaryFields(kind, {
    receivers: receiverOptions(choices, summary.receiver),
    zones: zones.choices.some(({ value }) => value === summary.timeZone)
      ? zones.choices
      : [...zones.choices, { value: summary.timeZone, label: summary.timeZone }],
  });
  const wrong = Object.keys(problemsUnder(editor.problems, `delivery.summaries.${kind}`)).length > 0;
  const fields = [summarySwitch(kind), ...(summary.enabled || wrong ? details : [])];
  const form = useDeliveryFields(editor, fields);
  const missing = choices.some(({ name, setUp }) => name === summary.receiver && !setUp);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would say its title before each of its many fields
    <div role="group" aria-labelledby={titleId} className={styles.summary}>
      <h3 id={titleId} className={styles.title}>
        {titles[kind]}
      </h3>
      <FieldList fields={fields} form={form} />
      {zones.machine !== null && !wrong && <NextTime summary={summary} machine={zones.machine} missing={missing} />}
    </div>
  );
}

interface NextTimeProps {
  summary: Parameters<typeof nextSummary>[0];
  machine: string;
  /** Its receiver is not set up. */
  missing: boolean;
}

function NextTime({ summary, machine, missing }: NextTimeProps) {
  const now = useNow(10_000);
  const at = nextSummary(summary, machine, now);
  if (at === null) return null;
  const moment = momentWords(at, now, zoneHere());
  return (
    <p className={styles.next} title={formatInstant(at, 'exact')} data-trouble={missing || undefined}>
      <CalendarClock aria-hidden="true" />
      {missing ? `Nothing goes out: ${summary.receiver} is not set up.` : `Next: ${moment}, to ${summary.receiver}.`}
    </p>
  );
}
