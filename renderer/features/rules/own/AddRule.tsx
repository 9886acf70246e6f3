import { Menu } from '@base-ui/react/menu';
import { Plus } from 'lucide-react';
import { type RefObject, useRef } from 'react';
import type { OwnRule } from '../../../../shared/signals/ownRule.ts';
import button from '../../../components/Button.module.css';
import { useOverlays } from '../../../components/Overlays.tsx';
import popup from '../../../components/Popup.module.css';

interface AddRuleProps {
  ref: RefObject<HTMLButtonElement | null>;
  /** There are as many as are taken. */
  full: boolean;
  onAdd: (kind: OwnRule['kind']) => void;
}

/** Begins a rule of the kind that is chosen. */
export function AddRule({ ref, full, onAdd }: AddRuleProps) {
  const { container, holdPage } = useOverlays();
  // Then the focus goes to the new rule, and not back to the button.
  const chosen = useRef(false);
  const choose = (kind: OwnRule['kind']) => {
    chosen.current = true;
    onAdd(kind);
  };
  return (
    <Menu.Root
      modal={holdPage}
      onOpenChange={(open) => {
        if (open) chosen.current = false;
      }}
    >
      <Menu.Trigger ref={ref} className={button.button} data-kind="plain" data-size="small" disabled={full}>
        <Plus aria-hidden="true" />
        Add a rule
      </Menu.Trigger>
      <Menu.Portal container={container}>
        <Menu.Positioner className={popup.positioner} sideOffset={6} align="end">
          <Menu.Popup className={`${popup.popup} ${popup.menu}`} finalFocus={() => !chosen.current}>
            <Menu.Item className={popup.item} onClick={() => choose('metric')}>
              <span className={popup.text}>Over a metric</span>
            </Menu.Item>
            <Menu.Item className={popup.item} onClick={() => choose('sql')}>
              <span className={popup.text}>Over an SQL query</span>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
