import type { Settings } from '../../shared/settings.ts';
import type { SettingOverride } from './readEnvironment.ts';
import { withValueAt } from './settingsPath.ts';

export interface EffectiveSettings {
  settings: Settings;
  /** Dotted path → who decides it, e.g. `CLICKHOUSE_URL`. */
  overrides: Record<string, string>;
}

/** What holds: the stored settings with the surroundings' values over them; the last override of a path wins. */
export function effectiveSettings(stored: Settings, overrides: readonly SettingOverride[]): EffectiveSettings {
  return {
    settings: overrides.reduce((settings, { path, value }) => withValueAt(settings, path, value), stored),
    overrides: Object.fromEntries(overrides.map(({ path, by }) => [path, by])),
  };
}
