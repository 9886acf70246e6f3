import { failed, type Result } from '../../../shared/problem.ts';
import type { SecretName } from '../../../shared/settings.ts';
import type { SecretBackend, SecretStore } from '../../settings/secretStore.ts';
import { inTurn } from './inTurn.ts';

/** Secrets that are open and kept in a file; what could not be saved does not hold either. */
export function createFileSecretStore(
  backend: SecretBackend,
  initial: ReadonlyMap<SecretName, string>,
  save: (next: ReadonlyMap<SecretName, string>) => Promise<Result<null>>,
): SecretStore {
  let secrets = initial;
  const write = inTurn();
  return {
    backend,
    read: (name) => secrets.get(name) ?? null,
    write: (name, value) =>
      write(async () => {
        const next = new Map(secrets);
        if (value === null) next.delete(name);
        else next.set(name, value);
        const saved = await save(next);
        if (saved.ok) secrets = next;
        return saved;
      }),
    unlock: async () => nothingLocked,
  };
}

export const nothingLocked = failed('notConfigured', 'Nothing is locked: the secrets are open already.', false);
