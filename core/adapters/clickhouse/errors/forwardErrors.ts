import type { Clock } from '../../../clock.ts';
import { withDeadline } from '../../../deadline.ts';
import type { ErrorSink } from '../../../detection/errors/errorSink.ts';
import { isSampled } from '../../../detection/errors/isSampled.ts';
import type { Log } from '../../../log.ts';
import type { Connection } from '../connection.ts';
import { createRowFeed } from '../rowFeed/createRowFeed.ts';
import { errorColumns, kindColumns } from './errorColumns.ts';
import type { ErrorsCursor } from './errorsCursor.ts';
import { readError } from './readError.ts';

interface ForwardOptions {
  connection: Connection;
  sink: ErrorSink;
  /** Share of errors that are sent, 0 to 1. */
  sampleRate: number;
  clock: Clock;
  log: Log;
}

/** Where the source goes on from, and what was wrong in a sentence. */
export interface Forwarded {
  cursor: Pick<ErrorsCursor, 'feed' | 'settled' | 'idleSince'>;
  note: string | null;
}

/** Passes new errors on; never rejects, and takes `deadlineMs` at most. */
export type ForwardErrors = (before: ErrorsCursor, now: number, signal: AbortSignal) => Promise<Forwarded>;

const deadlineMs = 5000;
/** Sent in one cycle at most. */
const mostEvents = 200;
/** Of one kind, until all rows that are there now are dealt with. */
const mostAlike = 20;
/** Rows that stand for all that are there now; sent over several cycles. */
const mostRows = 1000;
/** At the first start, older errors are history. */
const firstReachMs = 15 * 60_000;
/** After so long without anybody who takes errors, those meanwhile are history too. */
const longestIdleMs = 24 * 3_600_000;

/**
 * Errors that could not be sent are read again in the next cycle: the feed only moves on when every row of it is settled. The
 * ids of those that are settled before that are kept, so that a slow service makes headway.
 */
export function createForwardErrors({ connection, sink, sampleRate, clock, log }: ForwardOptions): ForwardErrors {
  const feed = createRowFeed({
    ...{ connection, table: connection.tables.pipelineErrors, columns: errorColumns, firstReachMs, mostRows },
    alike: { columns: kindColumns, mostAlike, keeps: (hash) => isSampled(hash, sampleRate) },
  });

  return async (before, now, signal) => {
    const isLongAgo = before.idleSince !== null && now - before.idleSince > longestIdleMs;
    const start = isLongAgo || before.feed === null ? { feed: feed.begin(now), settled: [] } : before;
    const settled = new Set(start.settled);
    const stays = () => ({ feed: start.feed, settled: [...settled], idleSince: null });
    const resting = sink.resting();
    if (resting !== null) return { cursor: stays(), note: resting };

    async function pass(deadline: AbortSignal): Promise<Forwarded> {
      const fed = await feed.read(start.feed, now, deadline);
      if (!fed.ok) return { cursor: stays(), note: `New errors could not be read for Sentry. ${fed.error.message}` };
      const { rows, cursor } = fed.value;
      const unsent = rows.filter(({ hash }) => !settled.has(hash));
      const batch = unsent.slice(0, mostEvents).map(readError);
      const sent = batch.length === 0 ? null : await sink.send(batch, (id) => settled.add(id), deadline);
      const isAllSettled = unsent.every(({ hash }) => settled.has(hash));
      return {
        cursor: isAllSettled ? { feed: cursor, settled: [], idleSince: null } : stays(),
        note: sent?.problem ?? null,
      };
    }

    try {
      const done = await withDeadline(clock, deadlineMs, signal, pass);
      if (done.kind === 'done') return done.value;
      const late =
        'Not all new errors could be passed on to Sentry in time; the rest follows. Alerts are not affected.';
      return { cursor: stays(), note: done.kind === 'late' ? late : null };
    } catch (error) {
      log.error('Passing errors on failed because of a fault in Watchkeeper.', { error });
      const note =
        'Errors are not passed on to Sentry because of a fault in Watchkeeper; the log says more. They are tried again.';
      return { cursor: stays(), note };
    }
  };
}
