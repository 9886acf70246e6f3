import { FlexRender, type Header } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { ListedAlert } from '../../../shared/alertQuery.ts';
import { CheckBox } from '../../components/CheckBox.tsx';
import styles from './AlertTableHead.module.css';
import { type AlertTableFeatures, sortKeys } from './alertColumns.tsx';
import type { AlertFilter } from './alertFilter.ts';
import { nextSort } from './nextSort.ts';

interface AlertTableHeadProps {
  headers: readonly Header<AlertTableFeatures, ListedAlert, unknown>[];
  filter: AlertFilter;
  onSort: (sort: Pick<AlertFilter, 'sort' | 'direction'>) => void;
  selected: number;
  onSelect: () => void;
  /** Lies over the names while something waits. */
  arrivals: ReactNode;
}

/** Column names; those that the host can sort by are buttons: worst first, then turned round, then by urgency again. */
export const AlertTableHead = memo(function AlertTableHead({
  headers,
  filter,
  onSort,
  selected,
  onSelect,
  arrivals,
}: AlertTableHeadProps) {
  return (
    <div className={styles.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: part of a grid of its own */}
      <div role="rowgroup" className={styles.names}>
        {/* biome-ignore lint/a11y/useSemanticElements: part of a grid of its own */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
        <div role="row" className={styles.row} aria-rowindex={1}>
          {headers.map((header) => {
            const { id } = header.column;
            const key = sortKeys[id];
            const sorted = key !== undefined && filter.sort === key ? filter.direction : null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: part of a grid of its own
              // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
              <div
                key={header.id}
                role="columnheader"
                className={styles.cell}
                data-column={id}
                aria-sort={sorted === null ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
              >
                {id === 'select' ? (
                  <CheckBox
                    label="Select the rows in sight"
                    checked={selected > 0}
                    partly={selected > 0}
                    onChange={onSelect}
                  />
                ) : key === undefined ? (
                  <FlexRender header={header} />
                ) : (
                  <button type="button" className={styles.sort} onClick={() => onSort(nextSort(filter, key))}>
                    <span className={styles.name}>
                      <FlexRender header={header} />
                    </span>
                    {sorted === 'asc' && <ArrowUp aria-hidden="true" />}
                    {sorted === 'desc' && <ArrowDown aria-hidden="true" />}
                  </button>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {arrivals}
    </div>
  );
});
