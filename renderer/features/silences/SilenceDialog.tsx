import { BellOff } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import field from '../../components/Field.module.css';
import { saveProblems } from '../setup/saveProblems.ts';
import { MatcherRows } from './MatcherRows.tsx';
import styles from './SilenceDialog.module.css';
import { SilencePreviewLine, useSilencePreview } from './SilencePreviewLine.tsx';
import { SilenceTimesFields } from './SilenceTimesFields.tsx';
import type { SilenceDraft } from './silenceDraft.ts';
import { boundsOf, firstTimes } from './silenceTimes.ts';
import { useMakeSilence } from './useSilences.ts';

interface SilenceDialogProps {
  /** What it begins with; null: closed. */
  start: SilenceDraft | null;
  onClose: () => void;
  onMade?: () => void;
}

/** Holds messages about matching alerts back for a while. Opened from an alert it needs one more click. */
export function SilenceDialog({ start, onClose, onMade }: SilenceDialogProps) {
  const save = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open={start !== null}
      onClose={onClose}
      title="Silence"
      description="Nothing is sent or pops up about matching alerts until then. They stay on the board."
      initialFocus={save}
    >
      {start && <SilenceForm start={start} onClose={onClose} onMade={onMade} save={save} />}
    </Dialog>
  );
}

interface SilenceFormProps {
  start: SilenceDraft;
  onClose: () => void;
  onMade: (() => void) | undefined;
  save: RefObject<HTMLButtonElement | null>;
}

function SilenceForm({ start, onClose, onMade, save }: SilenceFormProps) {
  const [opened] = useState(() => new Date());
  const [matchers, setMatchers] = useState(start.matchers);
  const [comment, setComment] = useState(start.comment);
  const [times, setTimes] = useState(() => firstTimes(opened));
  const [sure, setSure] = useState(false);
  const preview = useSilencePreview(matchers);
  const make = useMakeSilence(() => {
    onClose();
    onMade?.();
  });
  const named = matchers.filter(({ name }) => name.trim() !== '');
  const everything = named.length > 0 && (preview.data?.everything ?? false);
  const bounds = boundsOf(times, opened, new Date());
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
  const ready = named.length > 0 && (!everything || sure);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || 'problem' in bounds) return;
        const { startsAt, endsAt } = bounds;
        make.mutate({
          ...{ matchers: named, endsAt: endsAt.toISOString() },
          ...(startsAt === null ? {} : { startsAt: startsAt.toISOString() }),
          ...(everything ? { everything: true } : {}),
          ...(comment.trim() === '' ? {} : { comment }),
        });
      }}
    >
      <div className={styles.conditions}>
        <MatcherRows matchers={matchers} onChange={setMatchers} problems={ofMatchers} />
      </div>
      <SilenceTimesFields times={times} opened={opened} onChange={setTimes} />
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
      <SilencePreviewLine preview={preview} isLater={times.begins === 'later'} />
      {everything && (
        <div className={styles.warning} role="alert">
          <p>This silences every alert there can be, critical ones too. Nobody will be told of anything.</p>
          <label className={styles.sure}>
            <input type="checkbox" checked={sure} onChange={({ target }) => setSure(target.checked)} />
            Silence everything all the same
          </label>
        </div>
      )}
      {'problem' in bounds && (
        <p className={styles.refused} role="alert">
          {bounds.problem}
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
          disabled={!ready || 'problem' in bounds}
        >
          Silence
        </Button>
      </footer>
    </form>
  );
}
