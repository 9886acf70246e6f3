import type { Result } from '../../shared/problem.ts';
import type { SecretName } from '../../shared/settings.ts';

/** How secrets are kept on this machine, in words for the person who trusts them to it. */
export interface SecretBackend {
  name: string;
  /** True when whoever reads the files of this account can read the secrets too. */
  weak: boolean;
  explanation: string;
  /**
   * `locked`: stored secrets wait for a passphrase; `waiting`: for the system's keychain, which does not open;
   * `memory`: kept until the end of this run only.
   */
  state: 'ready' | 'locked' | 'waiting' | 'memory';
}

/** Secrets can be set and used by adapters; nothing hands them to a client. */
export interface SecretStore {
  readonly backend: SecretBackend;
  read(name: SecretName): string | null;
  /** `null` forgets it. What was stored before stays as it was when this fails. */
  write(name: SecretName, value: string | null): Promise<Result<null>>;
  /** Opens what is locked, or from now on protects with this what was only in memory; `auth` when it is the wrong one. */
  unlock(passphrase: string): Promise<Result<null>>;
  /** Calls back when secrets became readable with nobody's doing here, e.g. because a keychain was opened at last. */
  onOpened?(listener: () => void): void;
}
