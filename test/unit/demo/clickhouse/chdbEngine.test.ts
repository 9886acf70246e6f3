import { describe, expect, it } from 'vitest';
import type { Chdb, ChdbConnection } from '../../../../demo/clickhouse/chdb.ts';
import { openChdbEngine } from '../../../../demo/clickhouse/chdbEngine.ts';
import type { Outcome, Work } from '../../../../demo/clickhouse/engine.ts';

const patient = new AbortController().signal;
const large = new Error(
  'Code: 396. DB::Exception: Limit for result exceeded, max bytes: 16.00 MiB. (TOO_MANY_ROWS_OR_BYTES)',
);

function work(sql: string, changes: Partial<Work> = {}): Work {
  return {
    sql,
    insert: false,
    queryId: sql,
    format: 'TabSeparated',
    database: undefined,
    parameters: new Map(),
    settings: new Map(),
    ...changes,
  };
}

function result(text: string) {
  return { bytes: Buffer.from(text), elapsed: 0.001, rowsRead: 1, bytesRead: text.length };
}

/** A chDB that does as it is told and counts what is open. */
function fakeChdb(overrides: Partial<Chdb> = {}) {
  const open = new Set<ChdbConnection>();
  const asked: string[] = [];
  const chdb: Chdb = {
    connect() {
      const connection = {} as ChdbConnection;
      open.add(connection);
      return connection;
    },
    disconnect(connection) {
      if (!open.delete(connection)) throw new Error('A connection is closed twice');
    },
    ask(_connection, sql) {
      asked.push(sql);
      return sql.startsWith('SELECT version') ? '26.7.2.1\tUTC\n' : '';
    },
    query: async (_connection, sql) => result(sql),
    insert: async () => ({ elapsed: 0, rowsWritten: 3, bytesWritten: 12 }),
    startStream: () => ({}) as ReturnType<Chdb['startStream']>,
    fetchPiece: async () => ({ done: true, bytes: new Uint8Array() }),
    cancelStream: () => undefined,
    ...overrides,
  };
  return { chdb, asked, connections: () => open.size };
}

function text(outcome: Outcome): string {
  if (!outcome.ok) return outcome.exception.name;
  return outcome.body instanceof Uint8Array ? Buffer.from(outcome.body).toString() : 'pieces';
}

describe('openChdbEngine', () => {
  it('gives every statement a connection of its own, and closes it', async () => {
    const { chdb, connections, asked } = fakeChdb();
    const engine = openChdbEngine(chdb, 'folder', [], 2);
    expect([engine.version, engine.timezone]).toEqual(['26.7.2.1', 'UTC']);
    expect(text(await engine.run(work('SELECT 1', { database: 'shop' }), patient))).toBe('SELECT 1');
    expect(asked.at(-1)).toContain('USE shop; SET ');
    expect(await engine.run(work('INSERT', { insert: true }), patient)).toMatchObject({ ok: true, writtenRows: 3 });
    expect(connections()).toBe(1);
    await engine.close();
    expect(connections()).toBe(0);
  });

  it.each([
    ['cannot connect', { connect: 1 }],
    ['cannot set what was asked', { ask: 1 }],
    ['fails', { query: 0 }],
  ])(
    'frees the place of a statement that %s',
    async (_name, { connect = 9, ask = 9, query = 9 }: Record<string, number>) => {
      const failure = new Error('Code: 241. DB::Exception: Memory limit exceeded. (MEMORY_LIMIT_EXCEEDED)');
      const base = fakeChdb();
      let [connected, prepared, queried] = [0, 0, 0];
      const chdb: Chdb = {
        ...base.chdb,
        connect(path, args) {
          if (connected++ === connect) throw failure;
          return base.chdb.connect(path, args);
        },
        ask(connection, sql) {
          if (prepared++ === ask) throw failure;
          return base.chdb.ask(connection, sql);
        },
        async query(connection, sql, format) {
          if (queried++ === query) throw failure;
          return base.chdb.query(connection, sql, format);
        },
      };
      const engine = openChdbEngine(chdb, 'folder', [], 1);
      expect(text(await engine.run(work('SELECT 1'), patient))).toBe('MEMORY_LIMIT_EXCEEDED');
      expect(text(await engine.run(work('SELECT 1'), patient))).toBe('SELECT 1');
      expect(base.connections()).toBe(1);
    },
  );

  it('kills a query whose signal is aborted, again and again until it ends', async () => {
    let fail: (error: Error) => void = () => undefined;
    const { chdb, asked } = fakeChdb({
      query: () => new Promise((_resolve, reject) => (fail = reject)),
    });
    const original = chdb.ask;
    let kills = 0;
    chdb.ask = (connection, sql) => {
      if (sql.startsWith('KILL') && ++kills === 3)
        fail(new Error('Code: 394. DB::Exception: Query was cancelled. (QUERY_WAS_CANCELLED)'));
      return original(connection, sql);
    };
    const engine = openChdbEngine(chdb, 'folder', [], 1);
    const hangUp = new AbortController();
    const outcome = engine.run(work('SELECT 1', { queryId: `it's` }), hangUp.signal);
    await Promise.resolve();
    await Promise.resolve();
    hangUp.abort();
    expect(text(await outcome)).toBe('QUERY_WAS_CANCELLED');
    expect(asked.filter((sql) => sql.startsWith('KILL'))).toEqual(
      Array(3).fill(`KILL QUERY WHERE Settings['log_comment'] IN ('it\\'s') ASYNC`),
    );
  });

  it('kills all queries of a client that hangs up in one go', async () => {
    const fails: ((error: Error) => void)[] = [];
    const { chdb, asked } = fakeChdb({
      query: () => new Promise((_resolve, reject) => fails.push(reject)),
    });
    const original = chdb.ask;
    chdb.ask = (connection, sql) => {
      const cancelled = new Error('Code: 394. DB::Exception: Query was cancelled. (QUERY_WAS_CANCELLED)');
      if (sql.startsWith('KILL')) for (const fail of fails) fail(cancelled);
      return original(connection, sql);
    };
    const engine = openChdbEngine(chdb, 'folder', [], 2);
    const hangUp = new AbortController();
    const outcomes = ['a', 'b'].map((queryId) => engine.run(work('SELECT 1', { queryId }), hangUp.signal));
    await Promise.resolve();
    await Promise.resolve();
    hangUp.abort();
    expect((await Promise.all(outcomes)).map(text)).toEqual(['QUERY_WAS_CANCELLED', 'QUERY_WAS_CANCELLED']);
    expect(asked.filter((sql) => sql.startsWith('KILL'))).toEqual([
      `KILL QUERY WHERE Settings['log_comment'] IN ('a', 'b') ASYNC`,
    ]);
  });

  describe('with a result that is too large to keep whole', () => {
    function largeChdb(pieces: string[]) {
      const fetched = [...pieces];
      let cancelled = 0;
      const fake = fakeChdb({
        query: () => Promise.reject(large),
        fetchPiece: async () => {
          const piece = fetched.shift();
          if (piece === 'fail') throw new Error('Code: 395. DB::Exception: No. (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO)');
          return { done: piece === undefined, bytes: Buffer.from(piece ?? '') };
        },
        cancelStream: () => {
          cancelled += 1;
        },
      });
      return { ...fake, cancelled: () => cancelled };
    }

    async function pieces(chdb: Chdb) {
      const engine = openChdbEngine(chdb, 'folder', [], 1);
      const outcome = await engine.run(work('SELECT 1'), patient);
      if (!outcome.ok || outcome.body instanceof Uint8Array) throw new Error('The result came whole');
      return { engine, body: outcome.body };
    }

    it('gives it in pieces and lets go at their end', async () => {
      const { chdb, connections, cancelled } = largeChdb(['a', 'b', 'c']);
      const { body } = await pieces(chdb);
      expect(connections()).toBe(2);
      let all = '';
      for await (const piece of body) all += Buffer.from(piece).toString();
      expect([all, connections(), cancelled()]).toEqual(['abc', 1, 0]);
    });

    it('lets go where the reader leaves early, or never begins', async () => {
      const { chdb, connections, cancelled } = largeChdb(['a', 'b', 'c', 'd', 'e']);
      const { engine, body } = await pieces(chdb);
      for await (const _piece of body) break;
      expect([connections(), cancelled()]).toEqual([1, 1]);
      const again = await engine.run(work('SELECT 1'), patient);
      if (!again.ok || again.body instanceof Uint8Array) throw new Error('The result came whole');
      const reader = again.body[Symbol.asyncIterator]();
      await reader.return?.();
      await reader.return?.();
      expect([connections(), cancelled()]).toEqual([1, 2]);
    });

    it('throws what interrupts it', async () => {
      const { chdb, connections, cancelled } = largeChdb(['a', 'fail']);
      const { body } = await pieces(chdb);
      const reader = body[Symbol.asyncIterator]();
      expect((await reader.next()).value?.toString()).toBe('a');
      await expect(reader.next()).rejects.toMatchObject({ exception: { code: 395 } });
      await reader.return?.();
      expect([connections(), cancelled()]).toEqual([1, 0]);
    });

    it('fails at once where the first piece does', async () => {
      const { chdb, connections } = largeChdb(['fail']);
      const engine = openChdbEngine(chdb, 'folder', [], 1);
      expect(text(await engine.run(work('SELECT 1'), patient))).toBe('FUNCTION_THROW_IF_VALUE_IS_NON_ZERO');
      expect(connections()).toBe(1);
    });

    it('leaves it at the exception where pieces do not add up to the format', async () => {
      const { chdb } = largeChdb([]);
      const engine = openChdbEngine(chdb, 'folder', [], 1);
      expect(text(await engine.run(work('SELECT 1', { format: 'JSON' }), patient))).toBe('TOO_MANY_ROWS_OR_BYTES');
      const limited = work('SELECT 1', { settings: new Map([['max_result_bytes', '5']]) });
      expect(text(await engine.run(limited, patient))).toBe('TOO_MANY_ROWS_OR_BYTES');
    });

    it('waits for the reader before it closes', async () => {
      const { chdb } = largeChdb(['a', 'b']);
      const { engine, body } = await pieces(chdb);
      let closed = false;
      const closing = engine.close().then(() => {
        closed = true;
      });
      await Promise.resolve();
      expect(closed).toBe(false);
      for await (const _piece of body);
      await closing;
      expect(closed).toBe(true);
    });
  });
});
