import { ok, type Result } from '../../../shared/problem.ts';
import type { SecretName } from '../../../shared/settings.ts';
import type { SecretBackend, SecretStore } from '../../settings/secretStore.ts';

export interface MemorySecretStore extends SecretStore {
  readonly values: ReadonlyMap<SecretName, string>;
}

/** Secrets that are gone when the program ends, where there is no place to keep them. */
export function createMemorySecretStore(
  backend: SecretBackend,
  unlock: (passphrase: string) => Promise<Result<null>>,
): MemorySecretStore {
  const values = new Map<SecretName, string>();
  return {
    backend,
    values,
    read: (name) => values.get(name) ?? null,
    async write(name, value) {
      if (value === null) values.delete(name);
      else values.set(name, value);
      return ok(null);
    },
    unlock,
  };
}
