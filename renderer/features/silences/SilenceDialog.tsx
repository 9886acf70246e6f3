import { BellOff } from 'lucide-react';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import field from '../../components/Field.module.css';
import { formatInstant } from '../../components/formatInstant.ts';
import { saveProblems } from '../setup/saveProblems.ts';
import { MatcherRows } from './MatcherRows.tsx';
import styles from './SilenceDialog.module.css';
import { SilencePreviewLine, useSilencePreview } from './SilencePreviewLine.tsx';
import { type SilenceDraft, spanChoices, toLocalField } from './silenceDraft.ts';
import { useMakeSilence } from './useSilences.ts';

interface SilenceDialogProps {
  /** What it begins with; null: closed. */
  start: SilenceDraft | null;
  onClose: () => void;
}

/** Holds messages about matching alerts back for a while. Opened from an alert it needs one more click. */
export function SilenceDialog({ start, onClose }: SilenceDialogProps) {
  const save = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open={start !== null}
      onClose={onClose}
      title="Silence"
      description="Nothing is sent or pops up about matching alerts until then. They stay on the board."
      initialFocus={save}
    >
      {start && <SilenceForm start={start} onClose={onClose} save={save} />}
    </Dialog>
  );
}

interface SilenceFormProps {
  start: SilenceDraft;
  onClose: () => void;
  save: RefObject<HTMLButtonElement | null>;
}

function SilenceForm({ start, onClose, save }: SilenceFormProps) {
  const choices = useMemo(() => spanChoices(new Date()), []);
  const [matchers, setMatchers] = useState(start.matchers);
  const [comment, setComment] = useState(start.comment);
  const [span, setSpan] = useState('hour');
  const [other, setOther] = useState(() => toLocalField(choices[1]?.until ?? new Date()));
  const [sure, setSure] = useState(false);
  const preview = useSilencePreview(matchers);
  const make = useMakeSilence(onClose);
  const named = matchers.filter(({ name }) => name.trim() !== '');
  const everything = named.length > 0 && (preview.data?.everything ?? false);
  const until = choices.find(({ id }) => id === span)?.until ?? new Date(other);
  const problems = make.isError ? (saveProblems(make.error) ?? {}) : {};
  const ofMatchers = new Map(
    Object.entries({ ...(preview.error ? saveProblems(preview.error) : {}), ...problems }).flatMap(
      ([path, message]) => {
        const [, index] = /^matchers\.(\d+)\.value$/.exec(path) ?? [];
        return index === undefined ? [] : [[Number(index), message] as const];
      },
    ),
  );
  const refused =
    make.isError && ofMatchers.size === 0 ? (Object.values(problems)[0] ?? explainError(make.error)) : null;
  const isPast = span === 'other' && until.getTime() <= Date.now();
  const ready = named.length > 0 && !isPast && !Number.isNaN(until.getTime()) && (!everything || sure);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = { matchers: named, endsAt: until.toISOString(), ...(everything ? { everything: true } : {}) };
        if (ready) make.mutate(comment.trim() === '' ? wanted : { ...wanted, comment });
      }}
    >
      <MatcherRows matchers={matchers} onChange={setMatchers} problems={ofMatchers} />
      <fieldset className={styles.spans}>
        <legend>For how long</legend>
        {choices.map(({ id, label, until: end }) => (
          <label key={id} className={styles.span} title={formatInstant(end.getTime(), 'exact')}>
            <input type="radio" name="span" checked={span === id} onChange={() => setSpan(id)} />
            {label}
          </label>
        ))}
        <label className={styles.span}>
          <input type="radio" name="span" checked={span === 'other'} onChange={() => setSpan('other')} />
          Until
          <input
            type="datetime-local"
            className={field.input}
            aria-label="Until when"
            value={other}
            onFocus={() => setSpan('other')}
            onChange={({ target }) => setOther(target.value)}
          />
        </label>
      </fieldset>
      <label className={styles.comment}>
        <span>Reason, for the others (optional)</span>
        <input
          className={field.input}
          value={comment}
          maxLength={2000}
          placeholder="e.g. planned work on the warehouse"
          onChange={({ target }) => setComment(target.value)}
        />
      </label>
      <SilencePreviewLine preview={preview} />
      {everything && (
        <div className={styles.warning} role="alert">
          <p>This silences every alert there can be, critical ones too. Nobody will be told of anything.</p>
          <label className={styles.sure}>
            <input type="checkbox" checked={sure} onChange={({ target }) => setSure(target.checked)} />
            Silence everything all the same
          </label>
        </div>
      )}
      {isPast && (
        <p className={styles.refused} role="alert">
          That time is past: choose a later one.
        </p>
      )}
      {refused && (
        <p className={styles.refused} role="alert">
          Not silenced: {refused}
        </p>
      )}
      <footer className={styles.actions}>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          ref={save}
          type="submit"
          kind="primary"
          icon={<BellOff aria-hidden="true" />}
          busy={make.isPending}
          disabled={!ready}
        >
          Silence
        </Button>
      </footer>
    </form>
  );
}
