import { Switch } from '@base-ui/react/switch';
import { TriangleAlert } from 'lucide-react';
import { type ReactNode, type Ref, useId } from 'react';
import { OpenToggle } from '../../components/OpenToggle.tsx';
import control from '../setup/FieldControl.module.css';
import styles from './OpenableRow.module.css';

/** Rows that open, one below the other. */
export function OpenableRows({ children }: { children: ReactNode }) {
  return <ul className={styles.list}>{children}</ul>;
}

interface OpenableRowProps {
  title: string;
  /** What it does, in words. */
  sentence: ReactNode;
  enabled: boolean;
  open: boolean;
  /** How many of its values are not right. */
  wrong: number;
  /** What the host says of it as it is saved; left out: nothing. */
  note?: string | null;
  /** Buttons before its switch. */
  tools: ReactNode;
  onToggle: () => void;
  onSwitch: (enabled: boolean) => void;
  /** Its editor, drawn when it is open. */
  children: ReactNode;
  ref?: Ref<HTMLLIElement>;
}

/** One of the things a person wrote: what it is and does, whether it is on, and below it its editor. */
export function OpenableRow(props: OpenableRowProps) {
  const { title, sentence, enabled, open, wrong, note, tools, onToggle, onSwitch, children, ref } = props;
  const id = useId();
  return (
    <li ref={ref} className={styles.row} data-off={!enabled || undefined}>
      <div className={styles.head}>
        <div className={styles.what}>
          <h3>
            <OpenToggle title={title} open={open} controls={id} onToggle={onToggle} />
          </h3>
          <p className={styles.sentence}>{sentence}</p>
        </div>
        <div className={styles.tools}>
          {tools}
          <Switch.Root
            className={control.switch}
            aria-label={`${title} is on`}
            checked={enabled}
            onCheckedChange={onSwitch}
          >
            <Switch.Thumb className={control.thumb} />
          </Switch.Root>
        </div>
      </div>
      {note && (
        <p className={styles.note}>
          <TriangleAlert aria-hidden="true" />
          {note}
        </p>
      )}
      {wrong > 0 && (
        <p className={styles.wrong}>
          <TriangleAlert aria-hidden="true" />
          {wrong === 1 ? '1 value is' : `${wrong} values are`} not right yet.
        </p>
      )}
      {open && (
        <section id={id} aria-label={title}>
          {children}
        </section>
      )}
    </li>
  );
}
