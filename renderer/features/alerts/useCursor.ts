import { useState } from 'react';
import type { AlertPage } from '../../../shared/alertQuery.ts';
import { indexOf, rowAt } from './pageWindow.ts';

export interface Cursor {
  /** Null: nowhere. */
  index: number | null;
  /** The alert it stands on; null while that row is not loaded. */
  id: string | null;
  place(index: number): void;
  clear(): void;
}

/** The row that keys speak of. It stays with its alert when rows move around it. */
export function useCursor(pages: ReadonlyMap<number, AlertPage>): Cursor {
  const [kept, keep] = useState<{ index: number; id: string | null } | null>(null);
  // A row whose page is still on its way is known by its place alone.
  const id = kept && (kept.id ?? rowAt(pages, kept.index)?.id ?? null);
  const index = kept && (id === null ? kept.index : (indexOf(pages, id, kept.index) ?? kept.index));
  return {
    index,
    id,
    place: (next) => keep({ index: next, id: rowAt(pages, next)?.id ?? null }),
    clear: () => keep(null),
  };
}
