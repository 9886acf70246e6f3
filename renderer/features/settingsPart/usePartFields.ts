import { useState } from 'react';
import type { Settings, SettingsView } from '../../../shared/settings.ts';
import type { EditedPart } from '../../store/draftStore.ts';
import type { FieldForm } from '../setup/formState.ts';
import type { SettingField } from '../setup/settingField.ts';
import { valueAt, withValueAt } from '../setup/settingPath.ts';
import { fieldText, parseField, type SettingsDraft } from '../setup/settingsDraft.ts';

interface PartFieldsOptions<Part extends EditedPart> {
  view: SettingsView;
  part: Part;
  /** With the draft in it. */
  value: Settings[Part];
  problems: Readonly<Record<string, string>>;
  change(edit: (value: Settings[Part]) => Settings[Part]): void;
}

/** Some fields of a part of the settings over its draft, as the rows of Setup show them; their paths begin with the part. */
export function usePartFields<Part extends EditedPart>(
  { view, part, value: edited, problems, change }: PartFieldsOptions<Part>,
  fields: readonly SettingField[],
): FieldForm {
  // A half-typed number is more than what it says: `1.` on the way to `1.5`.
  const [typed, setTyped] = useState<SettingsDraft>({});
  const shown = { ...view, settings: { ...view.settings, [part]: edited } };
  const draft = Object.fromEntries(
    fields.flatMap((field) => {
      const text = fieldText(shown, {}, field);
      const own = typed[field.path];
      const current =
        own !== undefined && Object.is(parseField(field, own), valueAt(shown.settings, field.path)) ? own : text;
      return current === fieldText(view, {}, field) ? [] : [[field.path, current]];
    }),
  );
  return {
    view,
    draft,
    problems,
    change(path, next) {
      const field = fields.find((each) => each.path === path);
      if (!field || next === undefined) return;
      setTyped((before) => ({ ...before, [path]: next }));
      change((before) => withValueAt({ [part]: before }, path, parseField(field, next))[part] as Settings[Part]);
    },
  };
}
