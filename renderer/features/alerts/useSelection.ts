import type { RowSelectionState } from '@tanstack/react-table';
import { useCallback, useMemo, useRef, useState } from 'react';

export interface Selection {
  state: RowSelectionState;
  ids: readonly string[];
  /** Adds or removes one row; with `extend`, selects everything from the last such row up to here. */
  toggle(index: number, extend: boolean): void;
  replace(ids: readonly string[]): void;
  clear(): void;
}

/** Which alerts are chosen, by id, so that the choice survives sorting and new rows. `idAt` knows the loaded rows. */
export function useSelection(idAt: (index: number) => string | undefined): Selection {
  const [state, setState] = useState<RowSelectionState>({});
  const anchor = useRef<number | null>(null);
  const latest = useRef(idAt);
  latest.current = idAt;

  const toggle = useCallback((index: number, extend: boolean) => {
    const from = extend && anchor.current !== null ? anchor.current : index;
    anchor.current = index;
    setState((before) => selectRange(before, from, index, latest.current));
  }, []);
  const replace = useCallback((ids: readonly string[]) => {
    setState(Object.fromEntries(ids.map((id) => [id, true])));
  }, []);
  const clear = useCallback(() => {
    anchor.current = null;
    setState({});
  }, []);
  const ids = useMemo(() => Object.keys(state), [state]);
  return { state, ids, toggle, replace, clear };
}

/** One row is turned over; a range is only ever added, so that a slip of the hand loses nothing. */
export function selectRange(
  before: RowSelectionState,
  from: number,
  to: number,
  idAt: (index: number) => string | undefined,
): RowSelectionState {
  const after = { ...before };
  if (from === to) {
    const id = idAt(from);
    if (id === undefined) return before;
    if (after[id]) delete after[id];
    else after[id] = true;
    return after;
  }
  for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
    const id = idAt(index);
    if (id !== undefined) after[id] = true;
  }
  return after;
}
