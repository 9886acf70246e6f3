import type { Result } from '../../shared/problem.ts';
import { dataFolderPath, openDataFolder } from '../adapters/files/dataFolder.ts';
import { createSettingsFile } from '../adapters/files/settingsFile.ts';
import type { OpenedSecretStore } from '../adapters/secrets/openSecretStore.ts';
import { type Environment, readEnvironment } from '../settings/readEnvironment.ts';
import { createSettingsService, type SettingsService } from '../settings/settingsService.ts';
import { isUnencrypted } from '../settings/webUrl.ts';
import { ends, failureExit, type Opening, usageExit } from './opening.ts';

/** What a person has set for this Watchkeeper, and where it lies. */
export interface Premises {
  environment: Environment;
  dataFolder: string;
  secrets: OpenedSecretStore;
  settings: SettingsService;
}

interface PremisesOptions {
  /** The environment, and what a `.env` adds to it. */
  variables: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  homedir: string;
  now: () => number;
  /** How this host keeps secrets. */
  openSecrets(folder: string, passphrase: string | null): Promise<Result<OpenedSecretStore>>;
}

/** Reads the environment, and opens the data folder, the settings and the secrets in it. */
export async function openPremises(options: PremisesOptions): Promise<Opening<Premises>> {
  const { variables, platform, homedir, now } = options;
  const reading = readEnvironment(variables);
  if (!reading.ok) return ends(usageExit, ...reading.problems);
  const { environment } = reading;
  const dataFolder = dataFolderPath(environment.home, { platform, env: variables, homedir });
  const folder = openDataFolder(dataFolder);
  if (!folder.ok) return ends(environment.home === null ? failureExit : usageExit, folder.error.message);
  const secrets = await options.openSecrets(dataFolder, environment.passphrase);
  if (!secrets.ok) return ends(secrets.error.code === 'auth' ? usageExit : failureExit, secrets.error.message);
  const settings = createSettingsService({
    storage: createSettingsFile(dataFolder, now),
    secrets: secrets.value.store,
    overrides: environment.overrides,
    environmentSecrets: environment.secrets,
    dataFolder,
  });
  const { connection } = settings.current();
  if (isUnencrypted(connection.url) && !connection.allowUnencrypted && settings.view().overrides['connection.url']) {
    return ends(
      usageExit,
      'CLICKHOUSE_URL is plain http:// beyond this machine, where others can read the password. Use https://, or allow it with CLICKHOUSE_ALLOW_HTTP=1.',
    );
  }
  return { ok: true, value: { environment, dataFolder, secrets: secrets.value, settings } };
}
