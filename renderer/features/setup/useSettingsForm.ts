import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Settings, SettingsView } from '../../../shared/settings.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';
import type { FormState } from './formState.ts';
import { saveProblems } from './saveProblems.ts';
import { checkDraft, draftBeyond, type SettingsDraft } from './settingsDraft.ts';
import { useLatestSettings } from './useLatestSettings.ts';

interface SettingsFormOptions {
  view: SettingsView;
  /** `changed` are dotted paths, `clickhousePassword` among them. */
  onSaved: (renewed: SettingsView, changed: readonly string[]) => void;
}

export interface SettingsForm extends FormState {
  /** The connection with the draft in it; null while something in it is wrong. */
  connection: Settings['connection'] | null;
  /** The detection with the draft in it; null while something in it is wrong. */
  engine: Settings['engine'] | null;
  changed: readonly string[];
  saving: boolean;
  /** Why the last attempt to save failed, when no single field is to blame. */
  failure: string | null;
  /** Does nothing while something is wrong or nothing has changed. */
  save(): void;
  discard(): void;
}

/** What is saved at a time; one may go on typing meanwhile. */
interface Typed {
  draft: SettingsDraft;
  password: string;
  changed: readonly string[];
}

/** Settings as they are being edited: nothing is kept until saved, and nothing typed is lost when saving fails. */
export function useSettingsForm({ view, onSaved }: SettingsFormOptions): SettingsForm {
  const { api } = useServices();
  const queryClient = useQueryClient();
  const readLatest = useLatestSettings();
  const [draft, setDraft] = useState<SettingsDraft>({});
  const [password, setPassword] = useState('');
  const outcome = useMemo(() => checkDraft(view, draft), [view, draft]);
  const changed = password === '' ? outcome.changed : [...outcome.changed, 'clickhousePassword'];

  const save = useMutation({
    /** Null: with what holds by now something of the draft is not right, which stands at its field. */
    mutationFn: async ({ draft, password }: Typed) => {
      const latest = checkDraft(await readLatest(), draft);
      const { settings } = latest;
      if (settings === null) return null;
      // The password goes first, with where it may be sent: a new address is never shown the one of before.
      const { url, user } = settings.connection;
      const withPassword =
        password === ''
          ? null
          : await api.secrets.put({ name: 'clickhousePassword', value: password, connection: { url, user } });
      return withPassword && latest.changed.length === 0 ? withPassword : api.settings.put(settings);
    },
    onSuccess(renewed, sent) {
      if (renewed === null) return;
      queryClient.setQueryData(queryKeys.settings, renewed);
      setDraft((now) => draftBeyond(now, sent.draft));
      setPassword((now) => (now === sent.password ? '' : now));
      onSaved(renewed, sent.changed);
    },
  });
  const refused = save.isError ? saveProblems(save.error) : null;
  // What the host refused is about the values it saw.
  const forgetRefusal = () => {
    if (save.isError) save.reset();
  };

  return {
    view,
    draft,
    problems: { ...refused, ...outcome.problems },
    change(path, value) {
      forgetRefusal();
      setDraft(({ [path]: _previous, ...others }) => (value === undefined ? others : { ...others, [path]: value }));
    },
    password,
    changePassword(value) {
      forgetRefusal();
      setPassword(value);
    },
    connection: outcome.connection,
    engine: outcome.engine,
    changed,
    saving: save.isPending,
    failure: save.isError && !refused ? explainError(save.error) : null,
    save() {
      if (outcome.settings && changed.length > 0) save.mutate({ draft, password, changed });
    },
    discard() {
      save.reset();
      setDraft({});
      setPassword('');
    },
  };
}
