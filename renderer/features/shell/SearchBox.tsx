import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Kbd } from '../../components/Kbd.tsx';
import { useAlertFilter } from '../alerts/useAlertFilter.ts';
import { useHotkeys } from './hotkeys.ts';
import styles from './SearchBox.module.css';

const typingPauseMs = 200;

/** Searches titles, sentences, types and labels; what is typed goes to the address after a short pause. */
export function SearchBox() {
  const { filter, change } = useAlertFilter();
  const [text, setText] = useState(filter.q);
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(filter.q);

  // Back, a link or "clear" changed the address: the box follows, unless it was the box itself.
  useEffect(() => {
    if (filter.q === sent.current) return;
    sent.current = filter.q;
    setText(filter.q);
  }, [filter.q]);

  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      change({ q: text }, { replace: true });
    }, typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, change]);

  useHotkeys({
    '/': () => {
      input.current?.focus();
      input.current?.select();
    },
  });

  return (
    <search className={styles.search}>
      <Search aria-hidden="true" />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        className={styles.input}
        value={text}
        maxLength={200}
        placeholder="Search alerts"
        aria-label="Search alerts"
        aria-keyshortcuts="/"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          if (event.key === 'Escape' && text !== '') setText('');
          else event.currentTarget.blur();
          event.stopPropagation();
        }}
      />
      {text === '' ? (
        <Kbd>/</Kbd>
      ) : (
        <button type="button" className={styles.clear} aria-label="Clear search" onClick={() => setText('')}>
          <X />
        </button>
      )}
    </search>
  );
}
