import type { BoardAddress } from './boardOptions.ts';

interface Hold<T> {
  connection: T;
  /** The last to let go closes it. */
  release(): void;
}

export interface Connections<T> {
  take(address: BoardAddress): Hold<T>;
}

/** One connection for all elements of a page that show the same Watchkeeper: browsers allow a host only a few. */
export function createConnections<T extends { close(): void }>(open: (address: BoardAddress) => T): Connections<T> {
  const held = new Map<string, { connection: T; holders: number }>();
  return {
    take(address) {
      const key = JSON.stringify([address.host, address.token]);
      const entry = held.get(key) ?? { connection: open(address), holders: 0 };
      held.set(key, entry);
      entry.holders++;
      let released = false;
      return {
        connection: entry.connection,
        release() {
          if (released) return;
          released = true;
          if (--entry.holders > 0) return;
          held.delete(key);
          entry.connection.close();
        },
      };
    },
  };
}
