import { Menu } from '@base-ui/react/menu';
import { Bell, BellOff, BellRing, Clock } from 'lucide-react';
import { useState } from 'react';
import { explainError } from '../../api/explainError.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import icon from '../../components/IconButton.module.css';
import popup from '../../components/Popup.module.css';
import { useNow } from '../../components/useNow.tsx';
import { useLive, useServices } from '../../services.tsx';
import styles from './PauseMenu.module.css';
import { pauseChoices } from './pauseChoices.ts';

/** Keeps pop-ups and sounds still for a while, for this host and all its pages; says so for as long as it lasts. */
export function PauseMenu() {
  const { api, liveStore, noticeStore } = useServices();
  const pausedUntil = useLive((state) => state.health?.popUpsPausedUntil ?? null);
  const [openedAt, setOpenedAt] = useState(() => new Date());
  const now = useNow(5000);
  const until = pausedUntil !== null && Date.parse(pausedUntil) > now ? formatInstant(pausedUntil, 'clock') : null;

  const pause = async (wished: Date | null) => {
    try {
      const health = await api.popUps.pause({ until: wished?.toISOString() ?? null });
      liveStore.apply({ kind: 'health', health }, Date.now());
      noticeStore.announce(
        wished === null ? 'Pop-ups come again' : `Pop-ups are paused until ${formatInstant(wished.getTime(), 'clock')}`,
      );
    } catch (error) {
      const what = wished === null ? 'The pause was not ended' : 'Pop-ups are not paused';
      noticeStore.show({ tone: 'trouble', text: `${what}: ${explainError(error)}` });
    }
  };

  return (
    <Menu.Root onOpenChange={(open) => open && setOpenedAt(new Date())}>
      <Menu.Trigger
        className={until === null ? icon.button : styles.paused}
        aria-label={until === null ? 'Pause pop-ups' : `Pop-ups are paused until ${until}`}
        title={until === null ? 'Pause pop-ups' : `Pop-ups are paused until ${until}. Slack is told all the same.`}
      >
        {until === null ? (
          <Bell />
        ) : (
          <>
            <BellOff aria-hidden="true" /> paused until {until}
          </>
        )}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={popup.positioner} sideOffset={6} align="end">
          <Menu.Popup className={`${popup.popup} ${popup.menu} ${styles.menu}`}>
            <Menu.Group>
              <Menu.GroupLabel className={popup.label}>
                Pause pop-ups and sounds; Slack is told all the same
              </Menu.GroupLabel>
              {until !== null && (
                <Menu.Item className={popup.item} onClick={() => void pause(null)}>
                  <BellRing className={popup.check} aria-hidden="true" />
                  <span className={popup.text}>Resume now</span>
                </Menu.Item>
              )}
              {pauseChoices(openedAt).map((choice) => (
                <Menu.Item
                  key={choice.id}
                  className={popup.item}
                  onClick={() => void pause(choice.until)}
                  title={formatInstant(choice.until.getTime(), 'exact')}
                >
                  <Clock className={popup.check} aria-hidden="true" />
                  <span className={popup.text}>{choice.label}</span>
                </Menu.Item>
              ))}
            </Menu.Group>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
