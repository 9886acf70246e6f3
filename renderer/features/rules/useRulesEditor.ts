import type { Settings, SettingsView } from '../../../shared/settings.ts';
import { type PartEditor, useSettingsPart } from '../settingsPart/useSettingsPart.ts';
import { rulesProblems } from './rulesProblems.ts';

/** The limits and rules as they are being edited. */
export type RulesEditor = PartEditor<Settings['metrics']>;

export function useRulesEditor(view: SettingsView): RulesEditor {
  return useSettingsPart({
    view,
    part: 'metrics',
    problemsOf: rulesProblems,
    savedWords: 'Rules saved. They hold from the next check on.',
  });
}
