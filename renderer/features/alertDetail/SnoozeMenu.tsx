import { Menu } from '@base-ui/react/menu';
import { BellRing, Clock } from 'lucide-react';
import { useState } from 'react';
import type { Alert } from '../../../shared/alert.ts';
import button from '../../components/Button.module.css';
import { formatInstant } from '../../components/formatInstant.ts';
import { Kbd } from '../../components/Kbd.tsx';
import { useOverlays } from '../../components/Overlays.tsx';
import popup from '../../components/Popup.module.css';
import { useNow } from '../../components/useNow.tsx';
import { useAlertActions } from '../alerts/useAlertActions.ts';
import { snoozeChoices } from './snoozeChoices.ts';

/** Holds its notifications back for a while, or ends that. */
export function SnoozeMenu({ alert }: { alert: Pick<Alert, 'id' | 'snoozedUntil'> }) {
  const actions = useAlertActions();
  const { container, holdPage } = useOverlays();
  // Read anew whenever the menu opens: the choices count from then.
  const [openedAt, setOpenedAt] = useState(() => new Date());
  const now = useNow(10_000);
  const snoozed = alert.snoozedUntil !== null && Date.parse(alert.snoozedUntil) > now;
  return (
    <Menu.Root modal={holdPage} onOpenChange={(open) => open && setOpenedAt(new Date())}>
      <Menu.Trigger className={button.button} data-kind="plain">
        <Clock aria-hidden="true" />
        {snoozed ? 'Snoozed' : 'Snooze'}
        <Kbd>s</Kbd>
      </Menu.Trigger>
      <Menu.Portal container={container}>
        <Menu.Positioner className={popup.positioner} sideOffset={6} align="start" side="top">
          <Menu.Popup className={`${popup.popup} ${popup.menu}`}>
            {snoozeChoices(openedAt).map((choice) => (
              <Menu.Item
                key={choice.id}
                className={popup.item}
                onClick={() => void actions.snooze([alert.id], choice.until.toISOString())}
                title={formatInstant(choice.until.getTime(), 'exact')}
              >
                <Clock className={popup.check} aria-hidden="true" />
                <span className={popup.text}>{choice.label}</span>
              </Menu.Item>
            ))}
            {snoozed && (
              <Menu.Item className={popup.item} onClick={() => void actions.snooze([alert.id], null)}>
                <BellRing className={popup.check} aria-hidden="true" />
                <span className={popup.text}>End the snooze</span>
              </Menu.Item>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
