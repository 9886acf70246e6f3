import { FlaskConical } from 'lucide-react';
import type { DemoState } from '../../../shared/demo.ts';
import { useLive } from '../../services.tsx';
import { DemoClickHouse } from './DemoClickHouse.tsx';
import styles from './DemoRibbon.module.css';
import { ScenarioButton } from './ScenarioButton.tsx';
import { ScenarioStatus } from './ScenarioStatus.tsx';

/** A thin line that says that this is a demo and lets the reader break the simulated shop. Nothing where there is no demo. */
export function DemoRibbon() {
  const demo = useLive((state) => state.demo);
  return demo && <Ribbon demo={demo} />;
}

function Ribbon({ demo }: { demo: DemoState }) {
  return (
    <section className={styles.ribbon} aria-label="Demo">
      <span className={styles.title}>
        <FlaskConical aria-hidden="true" />
        Demo
      </span>
      <ScenarioStatus scenarios={demo.scenarios} />
      <ul className={styles.scenarios} aria-label="Scenarios">
        {demo.scenarios.map((scenario) => (
          <li key={scenario.scenario}>
            <ScenarioButton scenario={scenario} />
          </li>
        ))}
      </ul>
      <DemoClickHouse demo={demo} />
    </section>
  );
}
