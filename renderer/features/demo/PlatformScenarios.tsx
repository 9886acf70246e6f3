import { Popover } from '@base-ui/react/popover';
import { Server } from 'lucide-react';
import type { Scenario } from '../../../shared/demo.ts';
import { useOverlays } from '../../components/Overlays.tsx';
import popup from '../../components/Popup.module.css';
import styles from './PlatformScenarios.module.css';
import scenario from './ScenarioButton.module.css';
import { ScenarioButton } from './ScenarioButton.tsx';

/** What can be broken behind the shop, each with what it does. */
export function PlatformScenarios({ scenarios }: { scenarios: readonly Scenario[] }) {
  const { container } = useOverlays();
  return (
    <Popover.Root>
      <Popover.Trigger className={scenario.scenario}>
        <Server aria-hidden="true" />
        Platform …
      </Popover.Trigger>
      <Popover.Portal container={container}>
        <Popover.Positioner className={popup.positioner} sideOffset={8} align="end">
          <Popover.Popup className={`${popup.popup} ${styles.popup}`}>
            <Popover.Title className={styles.title}>Break the platform behind the shop</Popover.Title>
            <ul className={styles.list}>
              {scenarios.map((each) => (
                <li key={each.scenario} className={styles.item}>
                  <ScenarioButton scenario={each} />
                  <span>{each.description}</span>
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
