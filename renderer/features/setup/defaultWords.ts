import type { Settings } from '../../../shared/settings.ts';
import type { SettingField } from './settingField.ts';
import { valueAt } from './settingPath.ts';

/** A field's default as a person would say it: `30 s`, `on`, `never`, `empty`. */
export function defaultWords(defaults: Settings, field: SettingField): string {
  const value = valueAt(defaults, field.path);
  const { input } = field;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (value === null) return input.kind === 'number' ? (input.whenEmpty ?? 'empty') : 'empty';
  if (input.kind === 'choice') return input.options.find((option) => option.value === value)?.label ?? String(value);
  if (value === '' || (Array.isArray(value) && value.length === 0)) return 'empty';
  return input.kind === 'number' ? `${value} ${input.unit}`.trim() : String(value);
}
