import { useMemo, useRef } from 'react';
import type { AlertPage, ListedAlert } from '../../../shared/alertQuery.ts';
import { type AlertPatch, withPending } from '../../store/pendingStore.ts';
import { rowAt } from './pageWindow.ts';

/** The loaded alerts in sight, with what was just asked for laid over them, and where in that list each row is. */
export function useVisibleRows(
  items: readonly { index: number }[],
  pages: ReadonlyMap<number, AlertPage>,
  pending: ReadonlyMap<string, AlertPatch>,
): { data: ListedAlert[]; places: ReadonlyMap<number, number> } {
  // One object per alert and patch, so that rows that did not change are not drawn again.
  const laid = useRef(new WeakMap<ListedAlert, { patch: AlertPatch; alert: ListedAlert }>());
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const loaded: ListedAlert[] = [];
  const indexes: number[] = [];
  for (let index = first; index <= last; index++) {
    const alert = rowAt(pages, index);
    if (!alert) continue;
    indexes.push(index);
    loaded.push(overlay(laid.current, alert, pending.get(alert.id)));
  }
  const before = useRef<ListedAlert[]>([]);
  if (loaded.length !== before.current.length || loaded.some((alert, at) => alert !== before.current[at])) {
    before.current = loaded;
  }
  const data = before.current;
  const placed = indexes.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `placed` says all that `indexes` holds
  const places = useMemo(() => new Map(indexes.map((index, at) => [index, at])), [placed]);
  return { data, places };
}

function overlay(
  laid: WeakMap<ListedAlert, { patch: AlertPatch; alert: ListedAlert }>,
  alert: ListedAlert,
  patch: AlertPatch | undefined,
): ListedAlert {
  if (patch === undefined) return alert;
  const known = laid.get(alert);
  if (known?.patch === patch) return known.alert;
  const fresh = withPending(alert, patch);
  laid.set(alert, { patch, alert: fresh });
  return fresh;
}
