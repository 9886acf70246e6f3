import type { Result } from '../../shared/problem.ts';
import type { Settings } from '../../shared/settings.ts';

/** Something a person should know and can mend; shown until it no longer holds. */
export interface Notice {
  code: string;
  severity: 'info' | 'warning' | 'error';
  message: string;
}

export interface LoadedSettings {
  settings: Settings;
  /** What could not be read or understood, and what became of it. */
  notices: Notice[];
  /** True when a file was there and what it says of the connection could not be used. */
  broken: boolean;
}

/** Where the person's own settings are kept between starts. */
export interface SettingsStorage {
  load(): LoadedSettings;
  save(settings: Settings): Promise<Result<null>>;
}
