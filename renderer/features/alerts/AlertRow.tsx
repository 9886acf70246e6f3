import { FlexRender, type Row } from '@tanstack/react-table';
import { memo } from 'react';
import type { ListedAlert } from '../../../shared/alertQuery.ts';
import { mutingOf } from '../../../shared/muting.ts';
import { CheckBox } from '../../components/CheckBox.tsx';
import { useNow } from '../../components/useNow.tsx';
import styles from './AlertRow.module.css';
import type { AlertTableFeatures } from './alertColumns.tsx';

interface AlertRowProps {
  alert: ListedAlert;
  /** Made anew with every page; the alert decides whether to draw again. */
  row: Row<AlertTableFeatures, ListedAlert>;
  index: number;
  /** Pixels from the top of the body. */
  start: number;
  selected: boolean;
  cursor: boolean;
  open: boolean;
  fresh: boolean;
  failed: string | undefined;
}

/** One alert: severity, what, how bad, how it went, since when, who has it. */
export const AlertRow = memo(
  function AlertRow({ alert, row, index, start, selected, cursor, open, fresh, failed }: AlertRowProps) {
    const muted = mutingOf(alert, useNow(30_000)) !== null;
    return (
      // biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, which a table element cannot do
      <div
        role="row"
        id={`alert-${alert.id}`}
        className={styles.row}
        style={{ transform: `translateY(${start}px)` }}
        data-id={alert.id}
        data-index={index}
        data-severity={alert.severity}
        data-status={alert.status}
        data-muted={muted || undefined}
        data-cursor={cursor || undefined}
        data-open={open || undefined}
        data-fresh={fresh || undefined}
        data-failed={failed === undefined ? undefined : true}
        title={failed}
        // The header is row 1.
        aria-rowindex={index + 2}
        aria-selected={selected}
        tabIndex={-1}
      >
        {row.getAllCells().map((cell) => (
          // biome-ignore lint/a11y/useSemanticElements: part of the same grid
          // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the row, not the cell
          <div key={cell.id} role="gridcell" className={styles.cell} data-column={cell.column.id}>
            {cell.column.id === 'select' ? (
              <CheckBox
                label={`Select ${alert.title}`}
                checked={selected}
                readOnly
                tabIndex={-1}
                data-action="select"
              />
            ) : (
              <FlexRender cell={cell} />
            )}
          </div>
        ))}
      </div>
    );
  },
  (before, after) =>
    before.alert === after.alert &&
    before.index === after.index &&
    before.start === after.start &&
    before.selected === after.selected &&
    before.cursor === after.cursor &&
    before.open === after.open &&
    before.fresh === after.fresh &&
    before.failed === after.failed,
);
