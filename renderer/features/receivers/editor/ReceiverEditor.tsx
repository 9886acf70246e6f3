import { type ReactNode, useId } from 'react';
import { Link } from '../../../routing/Link.tsx';
import { pathOf } from '../../../routing/route.ts';
import type { DeliveryEditor } from '../../delivery/editor/useDeliveryEditor.ts';
import { placeWords, receiverUses } from '../edits/receiverUses.ts';
import { removeReceiver } from '../edits/removeReceiver.ts';
import type { ReceiverEntry } from '../receiverEntries.ts';
import { BuiltInPlace } from './BuiltInPlace.tsx';
import { OptionFields } from './OptionFields.tsx';
import { OwnFields } from './OwnFields.tsx';
import { QuietHoursFields } from './QuietHoursFields.tsx';
import styles from './ReceiverEditor.module.css';
import { RemoveReceiver } from './RemoveReceiver.tsx';

interface ReceiverEditorProps {
  editor: DeliveryEditor;
  entry: ReceiverEntry;
  /** It was added a moment ago. */
  isNew: boolean;
  onRenamed: (name: string) => void;
  onRemoved: () => void;
}

/** All that can be set of one receiver; changes are part of the draft of the page. */
export function ReceiverEditor({ editor, entry, isNew, onRenamed, onRemoved }: ReceiverEditorProps) {
  const { name, kind, own } = entry;
  const popsUp = kind === 'desktop' || kind === 'browser';
  const uses = receiverUses(editor.delivery, name);
  return (
    <div className={styles.editor}>
      {own ? (
        <Part title="Where it leads">
          <OwnFields
            editor={editor}
            place={own.place}
            receiver={own.receiver}
            isSaved={entry.isSaved}
            isNew={isNew}
            onRenamed={onRenamed}
          />
        </Part>
      ) : (
        <BuiltInPlace kind={kind} />
      )}
      {!popsUp && (
        <>
          <Part title="What it is told">
            <OptionFields editor={editor} name={name} kind={kind} />
          </Part>
          <Part title="Quiet hours" hint="What is held back then is told afterwards, if it still fires.">
            <QuietHoursFields editor={editor} name={name} />
          </Part>
        </>
      )}
      {own && (
        <footer className={styles.foot}>
          <p className={styles.note}>
            {uses.length > 0 ? (
              `Named by ${uses.map(placeWords).join(', ')}.`
            ) : (
              <>
                Nothing names it, so it is told nothing: lead a route here under{' '}
                <Link to={`${pathOf.delivery}?tab=routes`}>Routes</Link>.
              </>
            )}
          </p>
          <RemoveReceiver
            receiver={own.receiver}
            isSaved={entry.isSaved}
            uses={uses}
            onRemove={() => {
              editor.change((delivery) => removeReceiver(delivery, name));
              onRemoved();
            }}
          />
        </footer>
      )}
    </div>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h4 id={id} className={styles.heading}>
        {title}
      </h4>
      {hint && <p className={styles.note}>{hint}</p>}
      {children}
    </section>
  );
}
