import { useState } from 'react';
import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { ReplayPanel } from './ReplayPanel.tsx';
import styles from './RoutesPanel.module.css';
import { RoutesTree } from './RoutesTree.tsx';
import { SimulatorPanel } from './SimulatorPanel.tsx';
import { type SimulatedAlert, useSimulation } from './useSimulation.ts';

const first: SimulatedAlert = {
  alert: { severity: 'critical', type: 'revenue_drop', source: 'engine', labels: {} },
};

/** Where alerts lead, edited beside what the routes would do with one alert and with those of the last days. */
export function RoutesPanel({ editor }: { editor: DeliveryEditor }) {
  const [subject, setSubject] = useState<SimulatedAlert | null>(first);
  const simulation = useSimulation(editor.delivery, subject);
  return (
    <div className={styles.columns}>
      <RoutesTree editor={editor} simulation={simulation.error ? null : (simulation.data ?? null)} />
      <div className={styles.side}>
        <SimulatorPanel simulation={simulation} isDraft={editor.changed.length > 0} onSubject={setSubject} />
        <ReplayPanel editor={editor} />
      </div>
    </div>
  );
}
