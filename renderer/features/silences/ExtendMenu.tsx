import { Menu } from '@base-ui/react/menu';
import { ChevronDown, Clock } from 'lucide-react';
import { useState } from 'react';
import type { Silence } from '../../../shared/delivery/silence.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { useOverlays } from '../../components/Overlays.tsx';
import popup from '../../components/Popup.module.css';
import { extendChoices } from './extendChoices.ts';
import { useChangeSilence } from './useSilences.ts';

/** Moves the end of a silence further away. */
export function ExtendMenu({ silence: { id, endsAt } }: { silence: Pick<Silence, 'id' | 'endsAt'> }) {
  const { container, holdPage } = useOverlays();
  const change = useChangeSilence();
  // Read anew whenever the menu opens: tomorrow may have come.
  const [openedAt, setOpenedAt] = useState(() => new Date());
  return (
    <Menu.Root modal={holdPage} onOpenChange={(open) => open && setOpenedAt(new Date())}>
      <Menu.Trigger render={<Button size="small" busy={change.isPending} />}>
        Extend
        <ChevronDown aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal container={container}>
        <Menu.Positioner className={popup.positioner} sideOffset={6} align="end">
          <Menu.Popup className={`${popup.popup} ${popup.menu}`}>
            {extendChoices(new Date(endsAt), openedAt).map((choice) => (
              <Menu.Item
                key={choice.id}
                className={popup.item}
                title={formatInstant(choice.until.getTime(), 'exact')}
                onClick={() => change.mutate({ id, endsAt: choice.until.toISOString() })}
              >
                <Clock className={popup.check} aria-hidden="true" />
                <span className={popup.text}>{choice.label}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
