import { useDeferredValue, useMemo, useState } from 'react';
import type { LearnedSeriesList } from '../../../../shared/learning/learnedSeries.ts';
import { explainError } from '../../../api/explainError.ts';
import { Button } from '../../../components/Button.tsx';
import { formatInstant } from '../../../components/formatInstant.ts';
import { Panel } from '../../../components/Panel.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useValueFormat } from '../../../components/ValueFormat.tsx';
import type { LearningEditor } from '../useLearningEditor.ts';
import { SeriesFilters } from './SeriesFilters.tsx';
import styles from './SeriesPanel.module.css';
import { SeriesTable } from './SeriesTable.tsx';
import { everySeries, filterSeries } from './seriesFilter.ts';
import { costWords } from './seriesWords.ts';
import { useLearnedSeries } from './useLearnedSeries.ts';

/** Every series that is learned: how far, how it stands, and how readily it alerts. */
export function SeriesPanel({ editor }: { editor: LearningEditor }) {
  const format = useValueFormat();
  const { data, error, isPending, dataUpdatedAt, refetch } = useLearnedSeries();
  return (
    <Panel title="Series" hint={data && data.items.length > 0 ? costWords(data.cost, format.count) : undefined}>
      {isPending && (
        <div className={styles.loading} role="status" aria-label="Loading the series">
          <Skeleton height="30px" />
          <Skeleton height="240px" />
        </div>
      )}
      {error && (
        <p className={styles.trouble} role="alert">
          {explainError(error)} {data && `This is how it was at ${formatInstant(dataUpdatedAt, 'short')}. `}
          <Button size="small" kind="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {data?.note && <p className={styles.note}>{data.note}</p>}
      {data && data.items.length === 0 && data.note === null && (
        <p className={styles.note}>No series yet. Events, metrics and runs are learned as soon as some come.</p>
      )}
      {data && data.items.length > 0 && <Found list={data} editor={editor} />}
    </Panel>
  );
}

function Found({ list, editor }: { list: LearnedSeriesList; editor: LearningEditor }) {
  const [filter, setFilter] = useState(everySeries);
  // What is typed shows at once, however many rows there are.
  const settled = useDeferredValue(filter);
  const found = useMemo(() => filterSeries(list.items, settled), [list, settled]);
  return (
    <>
      <SeriesFilters items={list.items} filter={filter} found={found.length} onChange={setFilter} />
      {found.length === 0 ? (
        <p className={styles.note}>
          No series matches.{' '}
          <Button size="small" onClick={() => setFilter(everySeries)}>
            Show all {list.items.length}
          </Button>
        </p>
      ) : (
        // Another filter begins at its first page.
        <SeriesTable key={JSON.stringify(settled)} items={found} editor={editor} />
      )}
    </>
  );
}
