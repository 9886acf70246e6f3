import { badInput } from '../../core/api/apiError.ts';
import { checkSettings } from '../../core/settings/checkSettings.ts';
import { receiverSecrets } from '../../shared/delivery/receiverSecrets.ts';
import { type SecretName, Settings, type SettingsView, secretNames } from '../../shared/settings.ts';
import type { WorldName } from './mockWorld.ts';

/** What opens the world `locked`. */
const mockPassphrase = 'open sesame';

export interface MockSettings {
  view(): SettingsView;
  put(settings: Settings): SettingsView;
  putSecret(name: SecretName, value: string): SettingsView;
  unlock(passphrase: string | null): SettingsView;
}

const backends: Record<'keyFile' | 'keychain' | 'locked' | 'passphrase', SettingsView['secretBackend']> = {
  keyFile: {
    name: 'Key file',
    weak: true,
    state: 'ready',
    explanation: 'Secrets are encrypted with a key file that only this user may read. A passphrase is stronger.',
  },
  keychain: {
    name: 'macOS Keychain',
    weak: false,
    state: 'ready',
    explanation:
      'Secrets are encrypted with a key in the macOS Keychain: neither other users nor other programs can read them without asking you.',
  },
  locked: {
    name: 'Passphrase',
    weak: false,
    state: 'locked',
    explanation: 'Secrets are encrypted with a key made from your passphrase, which has to be entered at each start.',
  },
  passphrase: {
    name: 'Passphrase',
    weak: false,
    state: 'ready',
    explanation: 'Secrets are encrypted with a key made from your passphrase; without it the file is useless.',
  },
};

/** Settings that are kept for as long as the told host runs, judged by the real rules. */
export function createMockSettings(world: WorldName): MockSettings {
  const defaults = Settings.parse({});
  const url = world === 'firstRun' ? '' : 'https://clickhouse.shop.internal:8443';
  const overrides = { 'notifications.minSeverity': 'SLACK_MIN_SEVERITY' };
  let settings: Settings = { ...defaults, connection: { ...defaults.connection, url } };
  let backend = backends[world === 'locked' ? 'locked' : world === 'desktop' ? 'keychain' : 'keyFile'];
  const stored = new Set<SecretName>(world === 'firstRun' ? [] : ['clickhousePassword', 'slackWebhookUrl']);

  const secret = (name: SecretName) => {
    const set = stored.has(name) && backend.state !== 'locked';
    return { set, from: set ? ('stored' as const) : ('none' as const) };
  };
  const view = (): SettingsView => ({
    settings,
    defaults,
    overrides,
    secrets: {
      ...(Object.fromEntries(
        [...secretNames, ...settings.delivery.receivers.flatMap(receiverSecrets)].map((name) => [name, secret(name)]),
      ) as SettingsView['secrets']),
      clickhousePassword:
        world === 'firstRun' || world === 'locked' ? secret('clickhousePassword') : { set: true, from: 'environment' },
    },
    secretBackend: backend,
    dataFolder: '/home/oncall/.local/share/watchkeeper',
  });
  return {
    view,
    put(wanted) {
      const checked = checkSettings(wanted);
      if (!checked.ok) throw badInput(checked.problems);
      settings = checked.settings;
      // As the host does: a receiver that is gone takes its secrets along.
      const wantedSecrets = settings.delivery.receivers.flatMap(receiverSecrets);
      for (const name of stored) if (name.startsWith('receiver.') && !wantedSecrets.includes(name)) stored.delete(name);
      return view();
    },
    putSecret(name, value) {
      if (value === '') stored.delete(name);
      else stored.add(name);
      return view();
    },
    unlock(passphrase) {
      if (passphrase !== mockPassphrase) {
        throw badInput([
          { path: 'passphrase', message: 'This is not the passphrase that the secrets were kept with.' },
        ]);
      }
      backend = backends.passphrase;
      return view();
    },
  };
}
