import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import type { Settings, SettingsView } from '../../../shared/settings.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Panel } from '../../components/Panel.tsx';
import { useLive, useServices } from '../../services.tsx';
import { AppearancePanel } from './AppearancePanel.tsx';
import { ConnectionPanel } from './ConnectionPanel.tsx';
import { FieldList } from './FieldList.tsx';
import type { FormState } from './formState.ts';
import { LimitsTable } from './LimitsTable.tsx';
import { SaveBar } from './SaveBar.tsx';
import styles from './SetupPage.module.css';
import { SlackWebhooks } from './SlackWebhooks.tsx';
import { savedWords } from './savedWords.ts';
import { saveProblems } from './saveProblems.ts';
import { boardFields, cycleFields, engineFields, notificationFields } from './settingFields.ts';
import { checkDraft, type SettingsDraft } from './settingsDraft.ts';

/** The settings as one form: nothing is kept until saved, and nothing typed is lost when saving fails. */
export function SetupForm({ view }: { view: SettingsView }) {
  const { api, noticeStore } = useServices();
  const demo = useLive((state) => state.health?.demo === true);
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<SettingsDraft>({});
  const [password, setPassword] = useState('');
  const outcome = useMemo(() => checkDraft(view, draft), [view, draft]);

  const save = useMutation({
    mutationFn: async (settings: Settings) => {
      // The password goes first: a new address must never be shown the one of before.
      const withPassword =
        password === '' ? null : await api.secrets.put({ name: 'clickhousePassword', value: password });
      return withPassword && outcome.changed.length === 0 ? withPassword : api.settings.put(settings);
    },
    onSuccess: (renewed) => {
      queryClient.setQueryData(queryKeys.settings, renewed);
      discard();
      noticeStore.show({ tone: 'info', text: savedWords(changed, demo, renewed.settings.connection.url) });
    },
  });
  const refused = save.isError ? saveProblems(save.error) : null;
  const problems = { ...refused, ...outcome.problems };
  const changed = password === '' ? outcome.changed : [...outcome.changed, 'clickhousePassword'];

  const form: FormState = {
    view,
    draft,
    problems,
    change(path, value) {
      // What the host refused is about the values it saw.
      if (save.isError) save.reset();
      setDraft(({ [path]: _previous, ...others }) => (value === undefined ? others : { ...others, [path]: value }));
    },
    password,
    changePassword(value) {
      if (save.isError) save.reset();
      setPassword(value);
    },
  };
  function discard() {
    setDraft({});
    setPassword('');
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (outcome.settings && changed.length > 0) save.mutate(outcome.settings);
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ConnectionPanel
        form={form}
        connection={outcome.connection}
        unsaved={changed.some((path) => path === 'clickhousePassword' || path.startsWith('connection.'))}
      />
      <Panel title="Checks">
        <FieldList fields={cycleFields} form={form} />
      </Panel>
      <Panel title="Detection">
        <FieldList fields={engineFields} form={form} />
        <h3 className={styles.group}>Limits</h3>
        <p className={styles.explanation}>
          An alert gets the worst severity whose limit is passed; exactly the limit is not past it. Empty: that severity
          is never given.
        </p>
        <LimitsTable form={form} />
      </Panel>
      <Panel title="Notifications">
        <FieldList fields={notificationFields} form={form} />
        <h3 className={styles.group}>Slack webhooks</h3>
        <SlackWebhooks view={view} />
      </Panel>
      <Panel title="Board">
        <FieldList fields={boardFields} form={form} />
      </Panel>
      <AppearancePanel />
      <SaveBar
        changed={changed}
        problems={problems}
        busy={save.isPending}
        failure={save.isError && !refused ? explainError(save.error) : null}
        onDiscard={() => {
          save.reset();
          discard();
        }}
      />
    </form>
  );
}
