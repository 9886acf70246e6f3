import type { Severity } from '../../../shared/severity.ts';

export type FieldInput =
  | { kind: 'text'; placeholder?: string; wide?: boolean }
  /** `whenEmpty`: what an empty field means; without it the field needs a number. */
  | { kind: 'number'; unit: string; whenEmpty?: string }
  | { kind: 'toggle' }
  /** Several texts with commas between them. */
  | { kind: 'list'; placeholder?: string; wide?: boolean }
  | { kind: 'choice'; options: readonly Choice[]; wide?: boolean };

export interface Choice {
  value: string;
  label: string;
}

export interface SettingField {
  /** Dotted path into the settings. */
  path: string;
  label: string;
  /** What changes for the watch when this changes, in one sentence. */
  effect: string;
  input: FieldInput;
}

export interface LimitRow {
  /** The type of anomaly that it limits. */
  type: string;
  label: string;
  effect: string;
  unit: string;
  /** One field per severity, worst first. */
  fields: Record<Severity, SettingField>;
}

export const number = (unit: string): FieldInput => ({ kind: 'number', unit });
