import { type InputProblem, inputProblems } from '../../../shared/issueSentence.ts';
import { Settings, type SettingsView } from '../../../shared/settings.ts';
import { settingsProblems } from '../../../shared/settingsRules.ts';
import { readNumber } from '../rules/readNumber.ts';
import { readAddress } from './readAddress.ts';
import type { SettingField } from './settingField.ts';
import { allFields } from './settingFields.ts';
import { valueAt, withValueAt } from './settingPath.ts';

/** What the person has typed, by dotted path; paths that were not touched are absent. */
export type SettingsDraft = Readonly<Record<string, string | boolean>>;

export type ValueOrigin = { kind: 'default' } | { kind: 'yours' } | { kind: 'environment'; variable: string };

export interface DraftOutcome {
  /** The whole settings with the draft in them; null while something in them is wrong. */
  settings: Settings | null;
  /** The connection alone, so that it can be tried out whatever else is wrong; null while it is wrong itself. */
  connection: Settings['connection'] | null;
  /** The detection alone, so that it can be tried on the past; null while something in it is wrong. */
  engine: Settings['engine'] | null;
  /** Dotted path → sentence that continues "This field …". */
  problems: Record<string, string>;
  /** Paths whose value differs from what is stored. */
  changed: string[];
}

/** What a field shows: the draft's text, else the stored value as text. Empty stands for "never". */
export function fieldText(view: SettingsView, draft: SettingsDraft, field: SettingField): string | boolean {
  const typed = draft[field.path];
  if (typed !== undefined) return typed;
  const value = valueAt(view.settings, field.path);
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.join(', ');
  return value === null || value === undefined ? '' : String(value);
}

/** Checks the draft by the same rules as the host, while the person types. */
export function checkDraft(view: SettingsView, draft: SettingsDraft): DraftOutcome {
  let candidate: unknown = view.settings;
  const changed: string[] = [];
  for (const field of allFields) {
    const typed = draft[field.path];
    if (typed === undefined || view.overrides[field.path]) continue;
    const value = parseField(field, typed);
    if (isSame(value, valueAt(view.settings, field.path))) continue;
    changed.push(field.path);
    candidate = withValueAt(candidate, field.path, value);
  }
  const problems: Record<string, string> = {};
  for (const { path, message } of problemsIn(view, candidate)) problems[fieldPathOf(path)] ??= message;
  const paths = Object.keys(problems);
  return {
    settings: paths.length === 0 ? Settings.parse(candidate) : null,
    connection: paths.some((path) => path.startsWith('connection.'))
      ? null
      : Settings.shape.connection.parse(valueAt(candidate, 'connection')),
    engine: paths.some((path) => path.startsWith('engine.'))
      ? null
      : Settings.shape.engine.parse(valueAt(candidate, 'engine')),
    problems,
    changed,
  };
}

/** What is left of a draft once `saved` of it is kept: what was typed while it was being saved. */
export function draftBeyond(draft: SettingsDraft, saved: SettingsDraft): SettingsDraft {
  return Object.fromEntries(Object.entries(draft).filter(([path, typed]) => typed !== saved[path]));
}

/** The schema's and the rules beyond it; a value that the schema refuses does not keep the others from being judged. */
function problemsIn(view: SettingsView, candidate: unknown): InputProblem[] {
  const parsed = Settings.safeParse(candidate);
  const ofSchema = parsed.success ? [] : inputProblems(parsed.error.issues);
  const mended = ofSchema.reduce((tree, { path }) => withValueAt(tree, path, valueAt(view.settings, path)), candidate);
  const settings = Settings.safeParse(mended).data;
  return settings ? [...ofSchema, ...settingsProblems(settings, readAddress)] : ofSchema;
}

/** The value that was typed. What cannot be read as a number stays text, so that the schema names it as wrong. */
export function parseField(field: SettingField, typed: string | boolean): unknown {
  if (typeof typed === 'boolean') return typed;
  const text = typed.trim();
  if (field.input.kind === 'list') {
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
  if (field.input.kind !== 'number') return text;
  if (text === '') return field.input.whenEmpty === undefined ? text : null;
  const number = readNumber(text);
  return Number.isFinite(number) ? number : text;
}

export function originOf(view: SettingsView, path: string): ValueOrigin {
  const variable = view.overrides[path];
  if (variable) return { kind: 'environment', variable };
  return isSame(valueAt(view.settings, path), valueAt(view.defaults, path)) ? { kind: 'default' } : { kind: 'yours' };
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (Array.isArray(one) && JSON.stringify(one) === JSON.stringify(other));

/** What is wrong with one entry of a list is shown at the list. */
function fieldPathOf(path: string): string {
  return allFields.find((field) => field.input.kind === 'list' && path.startsWith(`${field.path}.`))?.path ?? path;
}
