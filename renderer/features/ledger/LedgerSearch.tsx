import { useEffect, useRef, useState } from 'react';
import field from '../../components/Field.module.css';
import styles from './LedgerPanel.module.css';

const typingPauseMs = 200;

/** Searches titles and details; what is typed is looked for after a short pause. */
export function LedgerSearch({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const change = useRef(onChange);
  change.current = onChange;

  // "All lines" or a link changed it: the box follows, unless it was the box itself.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      change.current(text);
    }, typingPauseMs);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <input
      type="search"
      className={`${field.input} ${styles.search}`}
      aria-label="Search the log"
      placeholder="Search titles and details"
      maxLength={200}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
}
