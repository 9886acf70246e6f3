import { useQueryClient } from '@tanstack/react-query';
import { receiverSecrets } from '../../../../shared/delivery/receiverSecrets.ts';
import type { ReceiverSettings } from '../../../../shared/delivery/receiverSettings.ts';
import type { SecretName, SettingsView } from '../../../../shared/settings.ts';
import { webhookAddressProblem } from '../../../../shared/webAddress.ts';
import { queryKeys } from '../../../api/queryKeys.ts';
import { Link } from '../../../routing/Link.tsx';
import { pathOf } from '../../../routing/route.ts';
import row from '../../setup/FieldRow.module.css';
import { readAddress } from '../../setup/readAddress.ts';
import { SecretField } from '../../setup/SecretField.tsx';
import styles from './ReceiverEditor.module.css';

interface OwnSecretsProps {
  view: SettingsView;
  receiver: ReceiverSettings;
  isSaved: boolean;
}

interface SecretWords {
  label: string;
  effect: string;
  placeholder: string;
  judge?: (value: string) => string | null;
}

const routingKeyLength = 32;
const addressProblem = (value: string) => webhookAddressProblem(value, readAddress);

const slackWebhook: SecretWords = {
  label: 'Slack webhook',
  effect: 'The address that Slack made for the channel.',
  placeholder: 'https://hooks.slack.com/services/…',
  judge: addressProblem,
};
const routingKey: SecretWords = {
  label: 'Integration key',
  effect: 'Of an Events API v2 integration, 32 characters.',
  placeholder: '0123456789abcdef…',
  judge: ({ length }) => (length === routingKeyLength ? null : `must have 32 characters, and has ${length}`),
};
const address: SecretWords = {
  label: 'Address',
  effect: 'Where messages are posted as JSON.',
  placeholder: 'https://example.com/alerts',
  judge: addressProblem,
};
const signingKey: SecretWords = {
  label: 'Signing key',
  effect: 'Any text that the other side knows too; with it every message is signed. Not needed.',
  placeholder: '',
};

/** Its address or key: kept under its name, and so only once that is saved. */
export function OwnSecrets({ view, receiver, isSaved }: OwnSecretsProps) {
  const queryClient = useQueryClient();
  const names = receiverSecrets(receiver);
  if (names.length === 0) return null;
  const main = receiver.kind === 'webhook' ? address : receiver.kind === 'pagerDuty' ? routingKey : slackWebhook;
  if (!isSaved) {
    return (
      <div className={row.row}>
        <p className={row.label}>{main.label}</p>
        <p className={styles.note}>
          Save first: then it is entered here. It is kept under this name; one that was kept under another name is not
          carried along.
        </p>
      </div>
    );
  }
  return names.map((name: SecretName) => (
    <SecretField
      key={name}
      view={view}
      name={name}
      {...(name.endsWith('.key') ? signingKey : main)}
      onStored={() => queryClient.invalidateQueries({ queryKey: queryKeys.receivers })}
      whereOpened={<Link to={`${pathOf.setup}#secrets`}>Setup → Secrets</Link>}
    />
  ));
}
