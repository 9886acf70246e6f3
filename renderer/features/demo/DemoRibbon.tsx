import { FlaskConical } from 'lucide-react';
import { type DemoState, isOfPlatform } from '../../../shared/demo.ts';
import { useLive } from '../../services.tsx';
import { DemoClickHouse } from './DemoClickHouse.tsx';
import styles from './DemoRibbon.module.css';
import { PlatformScenarios } from './PlatformScenarios.tsx';
import { ScenarioButton } from './ScenarioButton.tsx';
import { ScenarioStatus } from './ScenarioStatus.tsx';

/** A thin line that says that this is a demo and lets the reader break the simulated shop. Nothing where there is no demo. */
export function DemoRibbon() {
  const demo = useLive((state) => state.demo);
  return demo && <Ribbon demo={demo} />;
}

function Ribbon({ demo }: { demo: DemoState }) {
  const platform = demo.scenarios.filter(({ scenario }) => isOfPlatform(scenario));
  const shown = demo.scenarios.filter(({ scenario, running }) => running || !isOfPlatform(scenario));
  return (
    <section className={styles.ribbon} aria-label="Demo">
      <span className={styles.title}>
        <FlaskConical aria-hidden="true" />
        Demo
      </span>
      <ScenarioStatus scenarios={demo.scenarios} />
      <ul className={styles.scenarios} aria-label="Scenarios">
        {shown.map((scenario) => (
          <li key={scenario.scenario}>
            <ScenarioButton scenario={scenario} />
          </li>
        ))}
        {platform.length > 0 && (
          <li>
            <PlatformScenarios scenarios={platform} />
          </li>
        )}
      </ul>
      <DemoClickHouse demo={demo} />
    </section>
  );
}
