import { Menu } from '@base-ui/react/menu';
import { Plus } from 'lucide-react';
import type { RefObject } from 'react';
import type { ReceiverSettings } from '../../../shared/delivery/receiverSettings.ts';
import button from '../../components/Button.module.css';
import { useOverlays } from '../../components/Overlays.tsx';
import popup from '../../components/Popup.module.css';

const kinds: { kind: ReceiverSettings['kind']; label: string }[] = [
  { kind: 'slackWebhook', label: 'Slack webhook' },
  { kind: 'slackBot', label: 'Slack channel, by the bot' },
  { kind: 'pagerDuty', label: 'PagerDuty service' },
  { kind: 'email', label: 'E-mail addresses' },
  { kind: 'webhook', label: 'Webhook: signed JSON' },
];

interface AddReceiverProps {
  ref: RefObject<HTMLButtonElement | null>;
  onAdd: (kind: ReceiverSettings['kind']) => void;
}

/** Begins a receiver of the kind that is chosen. */
export function AddReceiver({ ref, onAdd }: AddReceiverProps) {
  const { container, holdPage } = useOverlays();
  return (
    <Menu.Root modal={holdPage}>
      <Menu.Trigger ref={ref} className={button.button} data-kind="plain" data-size="small">
        <Plus aria-hidden="true" />
        Add a receiver
      </Menu.Trigger>
      <Menu.Portal container={container}>
        <Menu.Positioner className={popup.positioner} sideOffset={6} align="end">
          <Menu.Popup className={`${popup.popup} ${popup.menu}`}>
            {kinds.map(({ kind, label }) => (
              <Menu.Item key={kind} className={popup.item} onClick={() => onAdd(kind)}>
                <span className={popup.text}>{label}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
