import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useRef, useState } from 'react';
import type { LearnedSeries } from '../../../../shared/learning/learnedSeries.ts';
import type { SeriesSensitivity } from '../../../../shared/learning/sensitivity.ts';
import { IconButton } from '../../../components/IconButton.tsx';
import table from '../../../components/Table.module.css';
import { useNow } from '../../../components/useNow.tsx';
import type { LearningEditor } from '../useLearningEditor.ts';
import styles from './SeriesPanel.module.css';
import { SeriesRow } from './SeriesRow.tsx';

interface SeriesTableProps {
  items: readonly LearnedSeries[];
  editor: LearningEditor;
}

const pageRows = 20;

export function SeriesTable({ items, editor }: SeriesTableProps) {
  const now = useNow(60_000);
  const [wanted, setPage] = useState(0);
  const [opened, setOpened] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const [keptPx, keep] = useState(0);
  const last = Math.max(0, Math.ceil(items.length / pageRows) - 1);
  const page = Math.min(wanted, last);
  const first = page * pageRows;
  // A last page of few rows leaves the buttons where they are, under the pointer.
  const turn = (to: number) => {
    keep(Math.max(keptPx, box.current?.offsetHeight ?? 0));
    setPage(Math.min(last, Math.max(0, to)));
  };
  const setOwn = (key: string, sensitivity: SeriesSensitivity | null) =>
    editor.change(({ series: { [key]: _before, ...others }, ...rest }) => ({
      ...rest,
      series: sensitivity === null ? others : { ...others, [key]: sensitivity },
    }));
  return (
    <>
      <div ref={box} style={{ minBlockSize: keptPx }}>
        <table className={`${table.table} ${styles.table}`} data-narrow="2">
          <thead>
            <tr>
              <th scope="col">Series</th>
              <th scope="col">State</th>
              <th scope="col">Now, and what is usual</th>
              <th scope="col">Sensitivity</th>
              <th scope="col" className={`${table.number} ${styles.size}`}>
                Size
              </th>
            </tr>
          </thead>
          <tbody>
            {items.slice(first, first + pageRows).map((series) => (
              <SeriesRow
                key={series.key}
                series={series}
                now={now}
                general={editor.value.sensitivity}
                own={editor.value.series[series.key] ?? null}
                open={opened === series.key}
                onToggle={() => setOpened(opened === series.key ? null : series.key)}
                onOwn={(sensitivity) => setOwn(series.key, sensitivity)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {last > 0 && (
        // A button that cannot be pressed any more keeps the focus: whoever turned the last page goes on from there.
        <nav className={styles.pages} aria-label="Pages of series">
          <IconButton
            label="Series before"
            icon={<ChevronLeft />}
            aria-disabled={page === 0}
            onClick={() => turn(page - 1)}
          />
          <span role="status">
            {first + 1} to {Math.min(items.length, first + pageRows)} of {items.length}
          </span>
          <IconButton
            label="Series after"
            icon={<ChevronRight />}
            aria-disabled={page === last}
            onClick={() => turn(page + 1)}
          />
        </nav>
      )}
    </>
  );
}
