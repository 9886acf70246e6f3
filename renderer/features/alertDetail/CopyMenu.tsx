import { Menu } from '@base-ui/react/menu';
import { Copy, Link2, TextInitial } from 'lucide-react';
import type { Alert } from '../../../shared/alert.ts';
import button from '../../components/Button.module.css';
import { useOverlays } from '../../components/Overlays.tsx';
import popup from '../../components/Popup.module.css';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { alertAddress } from '../../routing/alertAddress.ts';
import { alertPath } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import { alertText } from './alertText.ts';

/** Passes the alert on: its address, or all of it as text. */
export function CopyMenu({ alert }: { alert: Alert }) {
  const { router, noticeStore, copyText } = useServices();
  const format = useValueFormat();
  const { container, holdPage } = useOverlays();
  const link = router.home === null ? alertAddress(alert.id, window) : router.link(alertPath(alert.id)).href;
  const copy = async (text: string, what: string) => {
    const done = await copyText(text);
    noticeStore.show(
      done
        ? { tone: 'info', text: `${what} copied.` }
        : { tone: 'trouble', text: 'The browser did not allow copying. Copying needs https or this machine itself.' },
    );
  };
  return (
    <Menu.Root modal={holdPage}>
      <Menu.Trigger className={button.button} data-kind="plain">
        <Copy aria-hidden="true" />
        Copy
      </Menu.Trigger>
      <Menu.Portal container={container}>
        <Menu.Positioner className={popup.positioner} sideOffset={6} align="start" side="top">
          <Menu.Popup className={`${popup.popup} ${popup.menu}`}>
            <Menu.Item className={popup.item} onClick={() => void copy(link, 'Link')}>
              <Link2 className={popup.check} aria-hidden="true" />
              <span className={popup.text}>Link</span>
            </Menu.Item>
            <Menu.Item className={popup.item} onClick={() => void copy(alertText(alert, format, link), 'Text')}>
              <TextInitial className={popup.check} aria-hidden="true" />
              <span className={popup.text}>As text</span>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
