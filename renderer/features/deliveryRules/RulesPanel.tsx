import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { EscalationsPanel } from './EscalationsPanel.tsx';
import { InhibitionsPanel } from './InhibitionsPanel.tsx';
import { LimitsPanel } from './LimitsPanel.tsx';
import { SummariesPanel } from './SummariesPanel.tsx';
import { TimesPanel } from './TimesPanel.tsx';

/** What holds beside the routes: who is told later, when, what is left out, and how much. */
export function RulesPanel({ editor }: { editor: DeliveryEditor }) {
  return (
    <>
      <EscalationsPanel editor={editor} />
      <TimesPanel editor={editor} />
      <InhibitionsPanel editor={editor} />
      <SummariesPanel editor={editor} />
      <LimitsPanel editor={editor} />
    </>
  );
}
