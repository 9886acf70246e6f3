import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { usePartFields } from '../settingsPart/usePartFields.ts';
import type { FieldForm } from '../setup/formState.ts';
import type { SettingField } from '../setup/settingField.ts';

/** Some fields of delivery over its shared draft, as the rows of Setup show them; their paths begin with `delivery.`. */
export function useDeliveryFields(editor: DeliveryEditor, fields: readonly SettingField[]): FieldForm {
  const { view, delivery, problems, change } = editor;
  return usePartFields({ view, part: 'delivery', value: delivery, problems, change }, fields);
}
