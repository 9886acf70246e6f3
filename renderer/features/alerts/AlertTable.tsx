import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ListedAlert } from '../../../shared/alertQuery.ts';
import { useRoute } from '../../routing/useLocation.ts';
import { useServices } from '../../services.tsx';
import { scrollerId } from '../shell/scrollerId.ts';
import { AlertRow } from './AlertRow.tsx';
import styles from './AlertTable.module.css';
import { AlertTableHead } from './AlertTableHead.tsx';
import { ArrivalStrip } from './ArrivalStrip.tsx';
import { alertColumns, alertTableFeatures } from './alertColumns.tsx';
import { alertsPath } from './alertFilter.ts';
import { BulkBar } from './BulkBar.tsx';
import { FilterBar } from './FilterBar.tsx';
import { NoRows } from './NoRows.tsx';
import { rowAt } from './pageWindow.ts';
import { useAlertFilter } from './useAlertFilter.ts';
import { useAlertRows } from './useAlertRows.ts';
import { useArrivals } from './useArrivals.ts';
import { useCursor } from './useCursor.ts';
import { useHeld } from './useHeld.ts';
import { useOpenAlert } from './useOpenAlert.ts';
import { useRowLayout } from './useRowLayout.ts';
import { useSelection } from './useSelection.ts';
import { useTableCommands } from './useTableCommands.tsx';
import { useVisibleRows } from './useVisibleRows.ts';

const overscan = 6;
/** As many places of rows as fill a screen while the first answer is on its way. */
const skeletonRows = 12;

/** Every alert of a filter in one long list: only the rows in sight are drawn, only their pages are fetched. */
export function AlertTable() {
  const { pendingStore, root, router } = useServices();
  const scroller = useCallback(() => root.getElementById(scrollerId), [root]);
  const { filter, defaults, change, clear } = useAlertFilter();
  const { alertId } = useRoute();
  const open = useOpenAlert();
  const grid = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const { held, touch, release } = useHeld(grid);
  const arrivals = useArrivals(filter, held);
  const { rowHeight, offset } = useRowLayout(body, scroller);
  const [count, setCount] = useState(0);

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: scroller,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin: offset,
    // The toolbar and the head stay on top: a row scrolled to must not end up below them.
    scrollPaddingStart: 88,
    scrollPaddingEnd: 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height lie elsewhere
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);
  const items = virtualizer.getVirtualItems();
  const rows = useAlertRows(filter, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const total = rows.total ?? 0;
  const loading = rows.total === null && rows.error === null;
  if (total !== count) setCount(total);

  const pending = useStore(pendingStore, (state) => state.pending);
  const failed = useStore(pendingStore, (state) => state.failed);
  const { data, places } = useVisibleRows(items, rows.pages, pending);
  const alertAt = useCallback((index: number) => rowAt(rows.pages, index), [rows.pages]);
  const selection = useSelection((index) => rowAt(rows.pages, index)?.id);
  const table = useTable({
    features: alertTableFeatures,
    columns: alertColumns,
    data,
    getRowId: (alert: ListedAlert) => alert.id,
    manualSorting: true,
    state: {
      rowSelection: selection.state,
      sorting: filter.sort === 'urgency' ? [] : [{ id: filter.sort, desc: filter.direction === 'desc' }],
    },
  });
  const tableRows = table.getRowModel().rows;

  const cursor = useCursor(rows.pages);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows start at their top, without a cursor
  useEffect(() => {
    cursor.clear();
    selection.clear();
    const frame = scroller();
    if (frame && frame.scrollTop > offset) frame.scrollTo(0, Math.max(0, offset - 88));
  }, [filter]);

  const commands = useTableCommands({
    filter,
    total,
    cursorIndex: cursor.index,
    selection,
    alertAt,
    place: cursor.place,
    touch,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    grid,
  });

  const click = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-id]');
    if (!row) return;
    const index = Number(row.dataset.index);
    const action = target.closest<HTMLElement>('[data-action]')?.dataset.action;
    if ((action === 'open' || action === 'incident') && (event.metaKey || event.ctrlKey || event.shiftKey)) return;
    // A checkbox shows its own state; everything else in a row is the table's.
    if (action !== 'select') event.preventDefault();
    cursor.place(index);
    // Elements go from row to row as one scrolls; the focus must not go with them.
    grid.current?.focus({ preventScroll: true });
    if (action === 'select') selection.toggle(index, event.shiftKey);
    else if (action === 'incident') router.navigate(alertsPath({ incident: alertAt(index)?.incidentId ?? null }));
    else if (action === 'acknowledge') commands.acknowledge([row.dataset.id ?? '']);
    else open(row.dataset.id ?? '');
  };

  const inSight = useRef(data);
  inSight.current = data;
  const selectInSight = useCallback(() => {
    if (selection.ids.length > 0) selection.clear();
    else selection.replace(inSight.current.map(({ id }) => id));
  }, [selection.ids.length, selection.clear, selection.replace]);
  const showArrivals = useCallback(() => {
    release();
    arrivals.show();
    virtualizer.scrollToIndex(0);
  }, [release, arrivals.show, virtualizer]);
  const strip = useMemo(
    () => <ArrivalStrip waiting={arrivals.waiting} onOpen={open} onShow={showArrivals} />,
    [arrivals.waiting, open, showArrivals],
  );

  // A row that leaves at one end lends its elements to the one that enters at the other: changing texts is far cheaper
  // than making a row.
  const slots = Math.ceil((virtualizer.scrollRect?.height ?? 0) / rowHeight) + 2 * overscan + 2;

  return (
    <section className={styles.alerts} aria-label="Alerts">
      <div className={styles.bar}>
        {selection.ids.length > 0 ? (
          <BulkBar
            count={selection.ids.length}
            total={total}
            onAcknowledge={() => commands.acknowledge(selection.ids)}
            onNote={() => commands.askForNote(selection.ids)}
            onSnooze={() => commands.askForSnooze(selection.ids)}
            onSilence={() => commands.askForSilence(selection.ids)}
            onLabel={() => commands.askForLabel(selection.ids)}
            onAll={commands.selectAll}
            onClear={selection.clear}
          />
        ) : (
          <FilterBar filter={filter} defaults={defaults} onChange={change} onClear={clear} total={rows.total} />
        )}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, which a table element cannot do */}
      <div
        ref={grid}
        role="grid"
        className={styles.grid}
        tabIndex={0}
        aria-label="Alerts"
        aria-rowcount={total + 1}
        aria-colcount={alertColumns.length}
        aria-multiselectable="true"
        aria-busy={rows.outdated || loading}
        aria-activedescendant={cursor.id === null ? undefined : `alert-${cursor.id}`}
      >
        <AlertTableHead
          arrivals={strip}
          headers={table.getHeaderGroups()[0]?.headers ?? []}
          filter={filter}
          onSort={change}
          selected={selection.ids.length}
          onSelect={selectInSight}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: part of the same grid */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the rows are the page's, see useTableCommands */}
        <div
          ref={body}
          role="rowgroup"
          className={styles.body}
          data-outdated={rows.outdated || undefined}
          style={{ height: (loading ? skeletonRows : total) * rowHeight }}
          onClick={click}
        >
          {items.map((item) => {
            const place = places.get(item.index);
            const row = place === undefined ? undefined : tableRows[place];
            // Not fetched yet: the body's ground shows the place of a row, without an element for it.
            if (!row) return null;
            const { id } = row.original;
            return (
              <AlertRow
                key={item.index % slots}
                alert={row.original}
                row={row}
                index={item.index}
                start={item.start - offset}
                selected={selection.state[id] === true}
                cursor={id === cursor.id}
                open={id === alertId}
                fresh={arrivals.fresh.has(id)}
                failed={failed.get(id)}
              />
            );
          })}
        </div>
      </div>
      {(rows.total === 0 || (rows.total === null && rows.error !== null)) && (
        <NoRows filter={filter} defaults={defaults} error={rows.error} onClear={clear} onRetry={rows.retry} />
      )}
      {commands.dialogs}
    </section>
  );
}
