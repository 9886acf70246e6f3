import { receiverSecrets } from '../../shared/delivery/receiverSecrets.ts';
import type { InputProblem } from '../../shared/issueSentence.ts';
import type { Problem } from '../../shared/problem.ts';
import { type SecretName, Settings, type SettingsView, secretNames } from '../../shared/settings.ts';
import { isSamePlace, type PasswordPlace } from './boundPassword.ts';
import { checkSettings } from './checkSettings.ts';
import { createClickHousePassword } from './clickHousePassword.ts';
import { effectiveSettings } from './effectiveSettings.ts';
import type { SettingOverride } from './readEnvironment.ts';
import { secretProblem } from './secretProblem.ts';
import type { SecretStore } from './secretStore.ts';
import { valueAt, withValueAt } from './settingsPath.ts';
import type { Notice, SettingsStorage } from './settingsStorage.ts';

type SettingsOutcome =
  | { ok: true }
  | { ok: false; kind: 'input'; problems: InputProblem[] }
  | { ok: false; kind: 'failed'; problem: Problem };

/** Settings and secrets as the person and the surroundings set them; tells listeners when what holds has changed. */
export interface SettingsService {
  /** What holds right now. */
  current(): Settings;
  /** What a client may see. */
  view(): SettingsView;
  /** Replaces the person's own settings. */
  replace(settings: Settings): Promise<SettingsOutcome>;
  /** For adapters only. ClickHouse's password is handed out for no other address and user than it was entered for. */
  secret(name: SecretName): string | null;
  /** All that there may be: the built-in ones and those of the person's own receivers. */
  secretNames(): SecretName[];
  /**
   * An empty value forgets it. `place`: the ClickHouse a password is for, where that is about to change; else it is for
   * the one that holds now.
   */
  setSecret(name: SecretName, value: string, place?: PasswordPlace): Promise<SettingsOutcome>;
  /** Opens locked secrets, or protects with a passphrase those that were only in memory. */
  unlockSecrets(passphrase: string | null): Promise<SettingsOutcome>;
  notices(): Notice[];
  /** True when stored settings were there at the start and what they say of the connection could not be used. */
  readonly startedBroken: boolean;
  /** The surroundings decide more than they did, e.g. because the demo runs now; what they decided before goes before. */
  addOverrides(more: readonly SettingOverride[]): void;
  onChange(listener: () => void): () => void;
}

export interface SettingsServiceOptions {
  storage: SettingsStorage;
  secrets: SecretStore;
  overrides: readonly SettingOverride[];
  environmentSecrets: Partial<Record<SecretName, string>>;
  dataFolder: string;
}

export function createSettingsService(options: SettingsServiceOptions): SettingsService {
  const { storage, secrets, environmentSecrets } = options;
  let overrides = options.overrides;
  const loaded = storage.load();
  const listeners = new Set<() => void>();
  let stored = loaded.settings;
  let loadNotices = loaded.notices;
  const effective = () => effectiveSettings(stored, overrides);
  let storing: Promise<unknown> = Promise.resolve();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  secrets.onOpened?.(tell);

  const clickHousePassword = createClickHousePassword(secrets, () => effective().settings.connection);

  function secret(name: SecretName): string | null {
    const byEnvironment = environmentSecrets[name];
    if (byEnvironment !== undefined) return byEnvironment;
    return name === 'clickhousePassword' ? clickHousePassword.read() : secrets.read(name);
  }

  async function store(candidate: Settings): Promise<SettingsOutcome> {
    const checked = checkSettings(candidate);
    if (!checked.ok) return { ok: false, kind: 'input', problems: checked.problems };
    const locked = lockedProblems(checked.settings, effective().settings, overrides);
    if (locked.length > 0) return { ok: false, kind: 'input', problems: locked };
    // What the surroundings decide is shown to clients and comes back from them; it must not become the person's own.
    const own = overrides.reduce((tree, { path }) => withValueAt(tree, path, valueAt(stored, path)), checked.settings);
    const bound = await clickHousePassword.bindBefore(effectiveSettings(own, overrides).settings.connection);
    if (!bound.ok) return { ok: false, kind: 'failed', problem: bound.error };
    const before = effective().settings;
    const saved = await storage.save(own);
    if (!saved.ok) return { ok: false, kind: 'failed', problem: saved.error };
    stored = own;
    await forgetSecrets(before, effective().settings);
    loadNotices = [];
    tell();
    return { ok: true };
  }

  /** Secrets of receivers that are gone, and a mail password that was entered for another server or user. */
  async function forgetSecrets(before: Settings, now: Settings): Promise<void> {
    const kept = now.delivery.receivers.flatMap(receiverSecrets);
    const gone = before.delivery.receivers.flatMap(receiverSecrets).filter((name) => !kept.includes(name));
    const [old, email] = [before.delivery.email, now.delivery.email];
    const otherServer = old.host !== '' && (old.host !== email.host || old.user !== email.user);
    for (const name of otherServer ? [...gone, 'smtpPassword' as const] : gone) {
      if (secrets.read(name) !== null) await secrets.write(name, null);
    }
  }

  const allSecretNames = (): SecretName[] => [
    ...secretNames,
    ...effective().settings.delivery.receivers.flatMap(receiverSecrets),
  ];

  return {
    current: () => effective().settings,

    view() {
      const secretState = (name: SecretName) => {
        const from = environmentSecrets[name] !== undefined ? 'environment' : secret(name) ? 'stored' : 'none';
        return { set: from !== 'none', from } as const;
      };
      return {
        ...effective(),
        defaults: Settings.parse({}),
        secrets: Object.fromEntries(
          allSecretNames().map((name) => [name, secretState(name)]),
        ) as SettingsView['secrets'],
        secretBackend: { ...secrets.backend },
        dataFolder: options.dataFolder,
      };
    },

    replace(candidate) {
      // One after the other: what holds must be what was stored last.
      const done = storing.then(() => store(candidate));
      storing = done.catch(() => {});
      return done;
    },

    secret,
    secretNames: allSecretNames,

    async setSecret(name, value, place) {
      const message =
        environmentSecrets[name] !== undefined
          ? 'is set by the environment and can only be changed there'
          : value === ''
            ? null
            : secretProblem(name, value, effective().settings.delivery.receivers);
      if (message !== null) return { ok: false, kind: 'input', problems: [{ path: 'value', message }] };
      const { connection } = effective().settings;
      const written =
        name === 'clickhousePassword'
          ? await clickHousePassword.write(value, place ?? connection)
          : await secrets.write(name, value === '' ? null : value);
      if (!written.ok) return { ok: false, kind: 'failed', problem: written.error };
      // For a connection that is still to be saved: until then the watch goes on as it is.
      if (place === undefined || isSamePlace(place, connection)) tell();
      return { ok: true };
    },

    async unlockSecrets(passphrase) {
      if (passphrase === null && secrets.backend.state !== 'waiting') {
        return { ok: false, kind: 'input', problems: [{ path: 'passphrase', message: 'is needed for these secrets' }] };
      }
      const unlocked = await secrets.unlock(passphrase ?? '');
      if (!unlocked.ok) {
        if (unlocked.error.code !== 'auth') return { ok: false, kind: 'failed', problem: unlocked.error };
        return { ok: false, kind: 'input', problems: [{ path: 'passphrase', message: unlocked.error.message }] };
      }
      tell();
      return { ok: true };
    },

    notices() {
      const ofPassword = environmentSecrets.clickhousePassword === undefined ? clickHousePassword.notices() : [];
      return [...loadNotices, ...ofPassword];
    },
    startedBroken: loaded.broken,

    addOverrides(more) {
      overrides = [...more, ...overrides];
      tell();
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function lockedProblems(wanted: Settings, held: Settings, overrides: readonly SettingOverride[]): InputProblem[] {
  return overrides
    .filter(({ path }) => JSON.stringify(valueAt(wanted, path)) !== JSON.stringify(valueAt(held, path)))
    .map(({ path, by }) => ({ path, message: `is set by ${by} and can only be changed there` }));
}
