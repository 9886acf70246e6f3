import type { Environment } from '../../core/settings/readEnvironment.ts';
import type { SecretStore } from '../../core/settings/secretStore.ts';
import { createSettingsService } from '../../core/settings/settingsService.ts';
import type { SettingsStorage } from '../../core/settings/settingsStorage.ts';
import { failed, ok } from '../../shared/problem.ts';
import { type SecretName, Settings } from '../../shared/settings.ts';

class MemorySecretStore implements SecretStore {
  readonly backend = { name: 'memory', weak: false, explanation: 'Kept for this test.', state: 'ready' as const };
  readonly values = new Map<SecretName, string>();
  refuses = false;

  read(name: SecretName) {
    return this.values.get(name) ?? null;
  }

  async write(name: SecretName, value: string | null) {
    if (this.refuses) return failed('storage', 'The secret was not saved: the disk is full.');
    if (value === null) this.values.delete(name);
    else this.values.set(name, value);
    return ok(null);
  }

  async unlock() {
    return failed('notConfigured', 'Nothing is locked.', false);
  }
}

class MemorySettingsStorage implements SettingsStorage {
  saved: Settings[] = [];
  refuses = false;
  readonly initial: Settings;

  constructor(initial: Settings = Settings.parse({})) {
    this.initial = initial;
  }

  load() {
    return { settings: this.initial, notices: [], broken: false };
  }

  async save(settings: Settings) {
    if (this.refuses) return failed('storage', 'The settings were not saved: the disk is full.');
    this.saved.push(settings);
    return ok(null);
  }
}

/** The real service over memory. */
export function memorySettings(environment: Partial<Pick<Environment, 'overrides' | 'secrets'>> = {}) {
  const storage = new MemorySettingsStorage();
  const secrets = new MemorySecretStore();
  const service = createSettingsService({
    storage,
    secrets,
    overrides: environment.overrides ?? [],
    environmentSecrets: environment.secrets ?? {},
    dataFolder: '/data',
  });
  return { service, storage, secrets };
}
