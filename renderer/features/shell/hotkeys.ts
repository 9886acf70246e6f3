import { useEffect, useRef } from 'react';

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

/** Page-wide keys. They rest while one types, while a dialog or a menu is open, and where `applies` says no. */
export function useHotkeys(hotkeys: Hotkeys, applies: () => boolean = always): void {
  const latest = useRef({ hotkeys, applies });
  latest.current = { hotkeys, applies };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = hotkeyOf(event, {
        editing: isEditing(event.target),
        modal: document.querySelector(openPopups) !== null,
      });
      const run = key === null ? undefined : latest.current.hotkeys[key];
      if (!run || !latest.current.applies()) return;
      event.preventDefault();
      run(event);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** What is on its way out no longer takes keys. */
const openPopups = ['dialog', 'menu', 'listbox'].map((role) => `[role="${role}"][data-open]`).join();

const always = () => true;

function isEditing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
