export type TableCommand =
  | { kind: 'move'; by: number }
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'select'; extend: boolean }
  | { kind: 'acknowledge'; withNote: boolean }
  | { kind: 'snooze' }
  | { kind: 'silence' }
  | { kind: 'label' };

/** What a key does to the table; null for keys that are not its own. */
export function commandOf({ key, shiftKey }: { key: string; shiftKey: boolean }): TableCommand | null {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return { kind: 'move', by: 1 };
    case 'k':
    case 'ArrowUp':
      return { kind: 'move', by: -1 };
    case 'Enter':
      return { kind: 'open' };
    case 'Escape':
      return { kind: 'close' };
    case 'x':
    case 'X':
      return { kind: 'select', extend: shiftKey };
    case 'a':
    case 'A':
      return { kind: 'acknowledge', withNote: shiftKey };
    case 's':
      return { kind: 'snooze' };
    case 'm':
      return { kind: 'silence' };
    case 'l':
      return { kind: 'label' };
    default:
      return null;
  }
}

/** Where the cursor goes: the first key press lands on the first row (or the last, upwards); ends do not wrap. */
export function moveCursor(cursor: number | null, by: number, total: number): number | null {
  if (total === 0) return null;
  if (cursor === null) return by > 0 ? 0 : total - 1;
  return Math.min(total - 1, Math.max(0, cursor + by));
}
