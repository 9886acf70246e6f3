import type { SettingsView } from '../../../shared/settings.ts';
import type { SettingsDraft } from './settingsDraft.ts';

/** What fields of settings need of the form they stand in. */
export interface FieldForm {
  view: SettingsView;
  draft: SettingsDraft;
  /** Dotted path → sentence that continues the field's name. */
  problems: Readonly<Record<string, string>>;
  /** Undefined takes the path out of the draft: back to what is stored. */
  change(path: string, value: string | boolean | undefined): void;
}

/** What the sections of Setup need of its form. */
export interface FormState extends FieldForm {
  /** A password that is typed and not saved yet. */
  password: string;
  changePassword(value: string): void;
}
