import { Check, Pencil, Plus, Trash2, TriangleAlert } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import styles from './RuleList.module.css';

interface RuleEntry {
  name: string;
  /** What it says, in words. */
  words: ReactNode;
  /** How many of its values are not right. */
  wrong: number;
  /** What its removal means elsewhere; asked about. Null: nothing refers to it. */
  removal: string | null;
}

interface RuleListProps {
  /** One of them: `policy`. */
  what: string;
  rules: readonly RuleEntry[];
  /** No more than these are taken. */
  most: number;
  whenNone: string;
  onAdd: () => void;
  onRemove: (index: number) => void;
  /** The form of the one that is open. `fresh`: it was just added. */
  form: (index: number, fresh: boolean) => ReactNode;
}

/** Rules by their names: each said in words, edited where it stands, and removed with what refers to it. */
export function RuleList({ what, rules, most, whenNone, onAdd, onRemove, form }: RuleListProps) {
  const [open, setOpen] = useState<{ index: number; fresh: boolean } | null>(null);
  const [asked, setAsked] = useState<number | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const remove = (index: number) => {
    setOpen(null);
    setAsked(null);
    onRemove(index);
    // What had the focus is gone.
    addButton.current?.focus();
  };
  const removal = asked === null ? undefined : rules[asked];
  return (
    <>
      {rules.length === 0 && <p className={styles.none}>{whenNone}</p>}
      <ul className={styles.list}>
        {rules.map(({ name, words, wrong, removal: meaning }, index) => {
          const isOpen = open?.index === index;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place; its name changes while it is edited
            <li key={index} className={styles.rule} data-open={isOpen || undefined}>
              <div className={styles.head}>
                <h3 className={styles.name}>{name}</h3>
                <Button
                  size="small"
                  kind="quiet"
                  aria-expanded={isOpen}
                  aria-label={isOpen ? `Done with ${name}` : `Edit ${name}`}
                  icon={isOpen ? <Check aria-hidden="true" /> : <Pencil aria-hidden="true" />}
                  onClick={() => setOpen(isOpen ? null : { index, fresh: false })}
                >
                  {isOpen ? 'Done' : 'Edit'}
                </Button>
                <IconButton
                  className={styles.remove}
                  label={`Remove ${name}`}
                  icon={<Trash2 />}
                  onClick={() => (meaning === null ? remove(index) : setAsked(index))}
                />
              </div>
              <div className={styles.words}>{words}</div>
              {wrong > 0 && !isOpen && (
                <p className={styles.wrong}>
                  <TriangleAlert aria-hidden="true" />
                  {wrong === 1 ? '1 value is' : `${wrong} values are`} not right yet.
                </p>
              )}
              {isOpen && <div className={styles.form}>{form(index, open.fresh)}</div>}
            </li>
          );
        })}
      </ul>
      <Button
        ref={addButton}
        className={styles.add}
        size="small"
        icon={<Plus aria-hidden="true" />}
        disabled={rules.length >= most}
        onClick={() => {
          onAdd();
          setOpen({ index: rules.length, fresh: true });
        }}
      >
        Add {what}
      </Button>
      <Dialog
        open={removal !== undefined}
        onClose={() => setAsked(null)}
        title={`Remove ${removal?.name ?? ''}?`}
        description={removal?.removal}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>Keep it</Button>
            <Button kind="danger" onClick={() => asked !== null && remove(asked)}>
              Remove
            </Button>
          </>
        }
      />
    </>
  );
}
