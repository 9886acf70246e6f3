import type { ReceiverSettings } from '../../../../shared/delivery/receiverSettings.ts';

/** What a receiver of the kind begins as; what only a person knows is empty. */
export function newReceiver(kind: ReceiverSettings['kind'], name: string): ReceiverSettings {
  const own = { name, enabled: true };
  switch (kind) {
    case 'slackBot':
      return { ...own, kind, channel: '' };
    case 'email':
      return { ...own, kind, to: [] };
    case 'webhook':
      return { ...own, kind, template: '' };
    default:
      return { ...own, kind };
  }
}
