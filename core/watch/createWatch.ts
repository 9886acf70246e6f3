import type { ConnectionDesk } from '../api/hostPorts.ts';
import type { Log } from '../log.ts';
import type { Monitor, MonitorChange } from '../monitor/monitor.ts';

/** A monitor over one set of settings, and what it was made from. */
export interface WatchParts {
  monitor: Monitor;
  connection: ConnectionDesk;
  /** Ends connections; called after the monitor has stopped. Never rejects. */
  close(): Promise<void>;
}

/** The watch that hosts hold on to: the same object while settings change under it. */
export interface Watch extends Monitor {
  readonly connection: ConnectionDesk;
  /** Makes everything anew from the settings that hold now; resolves when the new monitor runs. */
  rebuild(): Promise<void>;
}

/** `assemble` is called at once and again for every rebuild. */
export function createWatch(assemble: () => WatchParts, log: Log): Watch {
  const listeners = new Set<(change: MonitorChange) => void>();
  let started = false;
  let stopped = false;
  let parts = assemble();
  let unsubscribe = parts.monitor.subscribe(tell);
  let changing: Promise<void> = Promise.resolve();

  function tell(change: MonitorChange): void {
    for (const listener of listeners) listener(change);
  }

  /** The old monitor has let go of the store before the new one takes it. */
  async function replaceParts(): Promise<void> {
    if (stopped) return;
    await retire(parts);
    parts = assemble();
    unsubscribe = parts.monitor.subscribe(tell);
    if (started) parts.monitor.start();
    log.info('The watch runs with changed settings');
    tell({ kind: 'health' });
  }

  async function retire(old: WatchParts): Promise<void> {
    unsubscribe();
    await old.monitor.stop();
    await old.close();
  }

  return {
    connection: {
      test: (request, signal) => parts.connection.test(request, signal),
      schema: (signal) => parts.connection.schema(signal),
      applySchema: (signal) => parts.connection.applySchema(signal),
      series: (query, signal) => parts.connection.series(query, signal),
      unencrypted: () => parts.connection.unencrypted(),
    },
    start() {
      changing = changing.then(() => {
        if (stopped) return;
        started = true;
        parts.monitor.start();
      });
    },
    stop() {
      stopped = true;
      changing = changing.then(() => retire(parts));
      return changing;
    },
    async runCycle(trigger) {
      await changing;
      if (started && !stopped) await parts.monitor.runCycle(trigger);
    },
    health: () => parts.monitor.health(),
    alertsChanged: (alerts) => parts.monitor.alertsChanged(alerts),
    testReceiver: (name) => parts.monitor.testReceiver(name),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rebuild() {
      changing = changing.then(replaceParts);
      return changing;
    },
  };
}
