import { ok } from '../../../../shared/problem.ts';
import type { ObservationBatch } from '../../../alerts/observation.ts';
import type { Source } from '../../../monitor/source.ts';
import type { Connection } from '../connection.ts';
import { createRowFeed } from '../rowFeed/createRowFeed.ts';
import { modelColumns } from './modelColumns.ts';
import { modelObservation, modelsSourceName } from './modelObservation.ts';
import { readModelEvent } from './readModelEvent.ts';

/** Older events are history; model monitoring writes too many of them to tell a whole day at the first start. */
const firstReachMs = 2 * 3_600_000;
const mostRows = 5000;

/** What model monitoring writes to `model_events`: drift, FAVES violations, safety events. */
export function createModelsSource(connection: Connection): Source {
  const table = connection.tables.modelEvents;
  const feed = createRowFeed({ connection, table, columns: modelColumns, firstReachMs, mostRows });
  return {
    name: modelsSourceName,
    kind: 'models',
    staleAfterMs: null,
    async poll({ now, cursor }, signal) {
      const fed = await feed.read(cursor, now, signal);
      if (!fed.ok && fed.error.code === 'missingTable') return ok({ kind: 'notSetUp', message: fed.error.message });
      if (!fed.ok) return fed;
      const read = fed.value.rows.map((row) => ({ at: row.at, ...modelObservation(readModelEvent(row)) }));
      const oddities = read.flatMap(({ oddity }) => (oddity === null ? [] : [oddity]));
      const batches = Map.groupBy(read, ({ at }) => at);
      return ok({
        kind: 'read',
        batches: [...batches].map(
          ([at, rows]): ObservationBatch => ({
            source: modelsSourceName,
            at,
            observations: rows.map(({ observation }) => observation),
            completeness: 'rows',
          }),
        ),
        cursor: fed.value.cursor,
        newestRowAt: fed.value.newestAt,
        skipped: { count: oddities.length, last: oddities.at(-1) ?? null },
      });
    },
  };
}
