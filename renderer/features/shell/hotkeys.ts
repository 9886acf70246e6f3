import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useServices } from '../../services.tsx';

export type Hotkeys = Record<string, (event: KeyboardEvent) => void>;

/** What a key press means on this page: its name, or null when it belongs to a field, a dialog or the browser. */
export function hotkeyOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'isComposing'>,
  place: { editing: boolean; modal: boolean },
): string | null {
  if (event.defaultPrevented || event.isComposing) return null;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (place.editing || place.modal) return null;
  return event.key;
}

/** Keys of the whole interface, wherever in it the focus is. They rest while one types, while a dialog or a menu is open, and where `applies` says no. */
export function useHotkeys(hotkeys: Hotkeys, applies: () => boolean = always): void {
  const { root } = useServices();
  const latest = useRef({ hotkeys, applies });
  latest.current = { hotkeys, applies };
  useEffect(() => {
    // The types know keys on a document alone; on a shadow root they come as well.
    const target: EventTarget = root;
    const press = (event: Event) => {
      if (!(event instanceof KeyboardEvent)) return;
      const key = hotkeyOf(event, {
        editing: isEditing(event.target),
        modal: root.querySelector(openPopups) !== null,
      });
      const run = key === null ? undefined : latest.current.hotkeys[key];
      if (!run || !latest.current.applies()) return;
      event.preventDefault();
      // The next key may come before the next frame, and must find what this one did. React hurries only where
      // `window.event` tells it of a key, which nobody is told about a shadow root's.
      flushSync(() => run(event));
    };
    target.addEventListener('keydown', press);
    return () => target.removeEventListener('keydown', press);
  }, [root]);
}

/** What is on its way out no longer takes keys. */
const openPopups = ['dialog', 'menu', 'listbox'].map((role) => `[role="${role}"][data-open]`).join();

const always = () => true;

/** Whether what is typed there is text. */
export function isEditing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
