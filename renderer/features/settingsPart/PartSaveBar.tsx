import { TriangleAlert } from 'lucide-react';
import { SaveBar } from '../setup/SaveBar.tsx';
import styles from './PartSaveBar.module.css';
import type { PartEditor } from './useSettingsPart.ts';

interface Shown extends Omit<PartEditor<object>, 'view' | 'value' | 'changed' | 'change'> {
  changed: readonly string[];
}

/** What was changed anywhere on the page, to be saved or discarded as a whole. */
export function PartSaveBar({ editor }: { editor: Shown }) {
  const { changed, problems, saving, failure, overtaken } = editor;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        editor.save();
      }}
    >
      {overtaken && changed.length > 0 && (
        <p className={styles.overtaken} role="alert">
          <TriangleAlert aria-hidden="true" /> This was changed elsewhere since you began. Saving replaces that;
          discarding shows it.
        </p>
      )}
      <SaveBar changed={changed} problems={problems} busy={saving} failure={failure} onDiscard={editor.discard} />
    </form>
  );
}
