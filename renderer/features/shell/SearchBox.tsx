import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Kbd } from '../../components/Kbd.tsx';
import { useRoute } from '../../routing/useLocation.ts';
import { useAlertFilter } from '../alerts/useAlertFilter.ts';
import { useHotkeys } from './hotkeys.ts';
import styles from './SearchBox.module.css';

const typingPauseMs = 200;

/** Searches titles, sentences, types and labels; what is typed goes to the address after a short pause. */
export function SearchBox() {
  const { filter, change } = useAlertFilter();
  const { page } = useRoute();
  const [text, setText] = useState(filter.q);
  const typedOn = useRef(page);
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
    // Whoever went to another page before the pause was over is not led back from there.
    if (typedOn.current !== page) return setText(sent.current);
    const timer = setTimeout(() => {
      sent.current = text;
      change({ q: text }, { replace: true });
    }, typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, change, page]);

  const type = (next: string) => {
    typedOn.current = page;
    setText(next);
  };

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
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          if (event.key === 'Escape' && text !== '') type('');
          else event.currentTarget.blur();
          event.stopPropagation();
        }}
      />
      {text === '' ? (
        <Kbd>/</Kbd>
      ) : (
        <button type="button" className={styles.clear} aria-label="Clear search" onClick={() => type('')}>
          <X />
        </button>
      )}
    </search>
  );
}
