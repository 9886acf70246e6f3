import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { formatDuration } from '../../../shared/formatDuration.ts';
import type { JobView } from '../../../shared/jobs.ts';
import type { SettingsView } from '../../../shared/settings.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useServices } from '../../services.tsx';
import { useLatestSettings } from '../setup/useLatestSettings.ts';
import { useSettingsView } from '../setup/useSettingsView.ts';
import { JobField } from './JobField.tsx';
import styles from './JobSettingsForm.module.css';
import { draftBeyond, draftOf, type JobDraft, problemsOf, withDraft } from './jobSettingsDraft.ts';

/** What a person expects of a job, and where its messages go. */
export function JobSettingsForm({ job }: { job: JobView }) {
  const { data, error } = useSettingsView();
  return (
    <section aria-label={`Settings of ${job.job}`}>
      <h3 className={styles.heading}>What is expected</h3>
      {data ? <Form job={job} view={data} /> : error ? <p>{explainError(error)}</p> : <Skeleton height="150px" />}
    </section>
  );
}

function Form({ job, view }: { job: JobView; view: SettingsView }) {
  const { api, noticeStore } = useServices();
  const queryClient = useQueryClient();
  const readLatest = useLatestSettings();
  const saved = draftOf(view.settings.jobs, job.job);
  const [typed, setTyped] = useState<Partial<JobDraft>>({});
  const draft = { ...saved, ...typed };
  const problems = problemsOf(draft);
  const changed = (Object.keys(saved) as (keyof JobDraft)[]).some((name) => draft[name].trim() !== saved[name]);
  const save = useMutation({
    async mutationFn(sent: JobDraft) {
      const { settings } = await readLatest();
      return api.settings.put({ ...settings, jobs: withDraft(settings.jobs, job.job, sent) });
    },
    onSuccess(renewed, sent) {
      queryClient.setQueryData(queryKeys.settings, renewed);
      queryClient.invalidateQueries({ queryKey: queryKeys.jobs });
      setTyped((now) => draftBeyond(now, sent));
      noticeStore.show({ tone: 'info', text: `What is expected of ${job.job} is saved.` });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (Object.keys(problems).length === 0) save.mutate(draft);
  };
  const field = (name: keyof JobDraft) => ({
    value: draft[name],
    problem: problems[name],
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });
  const { everyMs, everyIsGiven, maxMs, maxIsGiven } = job.schedule;
  const learnt = (ms: number | null, isGiven: boolean) =>
    ms === null || isGiven ? 'Empty: learnt from its runs.' : `Empty: learnt, now ${formatDuration(ms)}.`;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <JobField label="It runs every" unit="min" note={learnt(everyMs, everyIsGiven)} {...field('every')} />
      <JobField label="It takes at most" unit="min" note={learnt(maxMs, maxIsGiven)} {...field('max')} />
      <JobField
        label="Slack channel"
        note="For a bot. Empty: the usual channel."
        placeholder="#data-jobs"
        {...field('channel')}
      />
      {save.isError && (
        <p className={styles.problem} role="alert">
          {explainError(save.error)}
        </p>
      )}
      {changed && (
        <div className={styles.actions}>
          <Button type="submit" kind="primary" size="small" busy={save.isPending}>
            Save
          </Button>
          <Button size="small" kind="quiet" onClick={() => setTyped({})}>
            Discard
          </Button>
        </div>
      )}
    </form>
  );
}
