import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Settings, SettingsView } from '../../../shared/settings.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';
import { type Drafts, draftAfterSave, type EditedPart, type PartDraft } from '../../store/draftStore.ts';
import { saveProblems } from '../setup/saveProblems.ts';
import { useLatestSettings } from '../setup/useLatestSettings.ts';
import { changedFields } from './changedFields.ts';

/** A part of the settings as it is being edited: one draft for a whole page, saved or discarded as a whole. */
export interface PartEditor<Value extends object> {
  view: SettingsView;
  /** With the draft in it. */
  value: Value;
  changed: readonly (keyof Value & string)[];
  /** Dotted path, from the settings on → sentence that continues the name of the field. */
  problems: Readonly<Record<string, string>>;
  /** The settings that the draft began from are not those that hold: somebody else saved meanwhile. */
  overtaken: boolean;
  saving: boolean;
  /** Why the last attempt to save failed, when no single field is to blame. */
  failure: string | null;
  change(edit: (value: Value) => Value): void;
  save(): void;
  discard(): void;
}

interface PartOptions<Part extends EditedPart> {
  view: SettingsView;
  part: Part;
  /** By the same rules as the host's, while one types. */
  problemsOf(value: Settings[Part], settings: Settings): Record<string, string>;
  /** What only the host can judge of it, as far as it is known by now; asked only of what is right otherwise. */
  useHostProblems?(value: Settings[Part], ask: boolean): Record<string, string> | null;
  /** Said when it was saved. */
  savedWords: string;
}

const noProblems = () => null;

export function useSettingsPart<Part extends EditedPart>(options: PartOptions<Part>): PartEditor<Settings[Part]> {
  const { view, part, problemsOf, useHostProblems = noProblems, savedWords } = options;
  const { api, drafts: store, noticeStore } = useServices();
  const queryClient = useQueryClient();
  const readLatest = useLatestSettings();
  const draft = useStore(store, ({ drafts }) => drafts[part]);
  const saved: Settings[Part] = view.settings[part];
  const value: Settings[Part] = draft?.value ?? saved;
  const changed = useMemo(() => changedFields(saved, value), [saved, value]);
  const ours = useMemo(() => problemsOf(value, { ...view.settings, [part]: value }), [value, view, part, problemsOf]);
  const theirs = useHostProblems(value, changed.length > 0 && Object.keys(ours).length === 0);
  const put = (next: Drafts[Part] | undefined) =>
    store.setState(({ drafts }) => ({ drafts: { ...drafts, [part]: next } }));
  const forget = () => put(undefined);

  const save = useMutation({
    /** Null: somebody else has changed the same part meanwhile, which the page says now instead of saving over it. */
    async mutationFn({ wanted, isReplacing }: { wanted: Settings[Part]; isReplacing: boolean }) {
      const latest = await readLatest();
      if (!isReplacing && changedFields(draft?.base ?? saved, latest.settings[part]).length > 0) return null;
      return api.settings.put({ ...latest.settings, [part]: wanted });
    },
    onSuccess(renewed, { wanted }) {
      if (renewed === null) return;
      queryClient.setQueryData(queryKeys.settings, renewed);
      queryClient.invalidateQueries({ queryKey: queryKeys.receivers });
      const typed = store.getState().drafts[part] as PartDraft<Settings[Part]> | undefined;
      put(draftAfterSave(typed, wanted, renewed.settings[part]) as Drafts[Part]);
      noticeStore.show({ tone: 'info', text: savedWords });
    },
  });
  const refused = save.isError ? saveProblems(save.error) : null;
  const problems = { ...refused, ...theirs, ...ours };

  const overtaken = draft !== undefined && changedFields(draft.base, saved).length > 0;

  return {
    view,
    value,
    changed,
    problems,
    overtaken,
    saving: save.isPending,
    failure: save.isError && !refused ? explainError(save.error) : null,
    change(edit) {
      if (save.isError) save.reset();
      const before = store.getState().drafts[part];
      put({ value: edit(before?.value ?? saved), base: before?.base ?? saved } as Drafts[Part]);
    },
    save() {
      if (Object.keys(problems).length === 0) save.mutate({ wanted: value, isReplacing: overtaken });
    },
    discard() {
      save.reset();
      forget();
    },
  };
}
