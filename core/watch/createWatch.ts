import type { DeliveryDesk } from '../api/deliveryHandlers.ts';
import type { ConnectionDesk, RuleDesk } from '../api/hostPorts.ts';
import type { JobsDesk } from '../api/jobsHandlers.ts';
import type { LearningDesk } from '../api/learningHandlers.ts';
import type { Log } from '../log.ts';
import type { Monitor, MonitorChange } from '../monitor/monitor.ts';

/** What a watch that makes way for another had read until then. */
export interface ReadBefore {
  /** As in `WatchParts`. */
  place: string;
  /** Names of sources. */
  sources: ReadonlySet<string>;
}

/** A monitor over one set of settings, and what it was made from. */
export interface WatchParts {
  monitor: Monitor;
  /** The ClickHouse that it reads: from another one, what is read first was there before. */
  place: string;
  connection: ConnectionDesk;
  delivery: DeliveryDesk;
  rules: RuleDesk;
  jobs: JobsDesk;
  learning: LearningDesk;
  /** Ends connections; called after the monitor has stopped. Never rejects. */
  close(): Promise<void>;
}

/** The watch that hosts hold on to: the same object while settings change under it. */
export interface Watch extends Monitor {
  readonly connection: ConnectionDesk;
  readonly delivery: DeliveryDesk;
  readonly rules: RuleDesk;
  readonly jobs: JobsDesk;
  readonly learning: LearningDesk;
  /** Makes everything anew from the settings that hold now; resolves when the new monitor runs. */
  rebuild(): Promise<void>;
}

/** `assemble` is called at once, with null, and again for every rebuild. */
export function createWatch(assemble: (before: ReadBefore | null) => WatchParts, log: Log): Watch {
  const listeners = new Set<(change: MonitorChange) => void>();
  let started = false;
  let stopped = false;
  let away = false;
  let before: ReadBefore | null = null;
  let parts = assemble(before);
  let unsubscribe = parts.monitor.subscribe(tell);
  let changing: Promise<void> = Promise.resolve();
  let rebuilding = 0;

  function tell(change: MonitorChange): void {
    for (const listener of listeners) listener(change);
  }

  /** The old monitor has let go of the store before the new one takes it. */
  async function replaceParts(): Promise<void> {
    if (stopped) return;
    before = readBy(parts, before);
    await retire(parts);
    parts = assemble(before);
    unsubscribe = parts.monitor.subscribe(tell);
    if (away) parts.monitor.setAway(true);
    if (started) parts.monitor.start();
    log.info('The watch runs with changed settings');
    tell({ kind: 'health' });
  }

  /** What holds once the settings under way hold: a webhook that was just saved is the one that is tested. */
  async function settledParts(): Promise<WatchParts> {
    await changing;
    return parts;
  }

  async function retire(old: WatchParts): Promise<void> {
    unsubscribe();
    await old.monitor.stop();
    await old.close();
  }

  return {
    connection: {
      test: async (request, signal) => (await settledParts()).connection.test(request, signal),
      schema: async (signal) => (await settledParts()).connection.schema(signal),
      applySchema: async (signal) => (await settledParts()).connection.applySchema(signal),
      series: async (query, signal) => (await settledParts()).connection.series(query, signal),
      unencrypted: () => parts.connection.unencrypted(),
      facts: (signal) => parts.connection.facts(signal),
      tables: (signal) => parts.connection.tables(signal),
    },
    jobs: {
      list: async (days, signal) => (await settledParts()).jobs.list(days, signal),
      runs: async (query, signal) => (await settledParts()).jobs.runs(query, signal),
    },
    learning: {
      series: async (signal) => (await settledParts()).learning.series(signal),
      forecast: async (query, signal) => (await settledParts()).learning.forecast(query, signal),
      backtest: async (request, signal) => (await settledParts()).learning.backtest(request, signal),
      why: async (alert, signal) => (await settledParts()).learning.why(alert, signal),
    },
    delivery: {
      receivers: () => parts.delivery.receivers(),
      simulate: (request) => parts.delivery.simulate(request),
      replay: (request) => parts.delivery.replay(request),
      escalatesTo: (alert) => parts.delivery.escalatesTo(alert),
    },
    rules: {
      tryOut: async (request, signal) => (await settledParts()).rules.tryOut(request, signal),
      metrics: async (signal) => (await settledParts()).rules.metrics(signal),
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
      const { monitor } = await settledParts();
      if (started && !stopped) await monitor.runCycle(trigger);
    },
    health: () => parts.monitor.health(),
    alertsChanged(alerts) {
      // A monitor that leaves tells nobody any more.
      if (rebuilding > 0) void changing.then(() => parts.monitor.alertsChanged(alerts));
      else parts.monitor.alertsChanged(alerts);
    },
    feedbackGiven(alerts) {
      if (rebuilding > 0) void changing.then(() => parts.monitor.feedbackGiven(alerts));
      else parts.monitor.feedbackGiven(alerts);
    },
    silencesChanged() {
      if (rebuilding > 0) void changing.then(() => parts.monitor.silencesChanged());
      else parts.monitor.silencesChanged();
    },
    testReceiver: async (name) => (await settledParts()).monitor.testReceiver(name),
    pausePopUps: (until) => parts.monitor.pausePopUps(until),
    setAway(nobodyThere) {
      away = nobodyThere;
      parts.monitor.setAway(nobodyThere);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rebuild() {
      rebuilding++;
      changing = changing.then(replaceParts).finally(() => {
        rebuilding--;
      });
      return changing;
    },
  };
}

/** Settings that are saved twice in a row may leave a watch no time to read anything. */
function readBy({ monitor, place }: WatchParts, before: ReadBefore | null): ReadBefore {
  const known = before?.place === place ? before.sources : new Set();
  const read = monitor
    .health()
    .sources.filter(({ name, status }) => status === 'ok' || (status === 'starting' && known.has(name)));
  return { place, sources: new Set(read.map(({ name }) => name)) };
}
