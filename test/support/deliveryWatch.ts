import type { Matcher } from '../../shared/delivery/matcher.ts';
import type { Route } from '../../shared/delivery/route.ts';
import type { Severity } from '../../shared/severity.ts';
import { aDelivery } from './aDelivery.ts';
import { type AWatch, aWatch, minutes } from './aWatch.ts';
import { anObservation } from './builders.ts';
import { aBatch, aReport } from './fakeSource.ts';
import { RecordingNotifier } from './recordingNotifier.ts';

type Overrides = NonNullable<Parameters<typeof aWatch>[0]>;
type Fired = [type: string, severity: Severity, labels?: Record<string, string>];

export interface DeliveryWatch extends AWatch {
  notifiers: Map<string, RecordingNotifier>;
  /** `reason severity` of everything that a receiver was sent. */
  told(receiver: string): string[];
  /** Makes these fire in one cycle, as rows, which last for half an hour. */
  fire(...alerts: Fired[]): Promise<void>;
  /** One whole window in which only these fire. */
  window(...alerts: Fired[]): Promise<void>;
  /** Two whole windows with nothing in them: everything that windows told is over. */
  over(): Promise<void>;
  /** So long, with a cycle every five minutes at least, in which nothing is reported. */
  wait(ms: number): Promise<void>;
  idOf(type: string): string;
  /** `receiver reason outcome why` of everything in an alert's log. */
  logOf(type: string): string[];
  acknowledge(...types: string[]): void;
  silence(matchers: Matcher[], forMs: number, more?: { startsAt?: number; comment?: string }): string;
  /** The same store and receivers under a new monitor, as after a restart or a change of settings. */
  restarted(changed?: Overrides): DeliveryWatch;
}

/** A route with nothing said that need not be. */
export function aRoute(given: Partial<Route> & { name: string }): Route {
  const nothing = { matchers: [], receivers: [], continue: false, activeTimes: [], muteTimes: [], routes: [] };
  return { ...nothing, groupBy: null, resolved: null, escalation: null, ...given };
}

export const is = (name: string, value: string): Matcher => ({ name, op: '=', value });

/** A watch over receivers of these names that take everything; `hears` those that hear of acknowledgements. */
export function deliveryWatch(
  given: {
    receivers?: readonly string[];
    hears?: readonly string[];
    delivery?: Parameters<typeof aDelivery>[0];
    overrides?: Overrides;
  } = {},
  known?: Map<string, RecordingNotifier>,
): DeliveryWatch {
  const notifiers = known ?? new Map((given.receivers ?? ['slack']).map((name) => [name, new RecordingNotifier()]));
  for (const name of given.hears ?? []) {
    const notifier = notifiers.get(name);
    if (notifier) notifier.hearsAcknowledgements = true;
  }
  const delivery = { settings: aDelivery(given.delivery), timeZone: 'UTC' };
  const limitsOf = (name: string) => delivery.settings.options[name]?.limits ?? null;
  const receivers = [...notifiers].map(([name, notifier]) => ({ name, notifier, limits: limitsOf(name) }));
  const watch = aWatch({ receivers, delivery, ...given.overrides });
  const { clock, engine, store, monitor } = watch;

  async function tell(completeness: 'rows' | 'window', alerts: Fired[]): Promise<void> {
    const source = completeness === 'rows' ? 'anomalies' : 'engine';
    const observations = alerts.map(([type, severity, labels = {}]) =>
      anObservation({ type, severity, labels, windowStart: clock.now(), source }),
    );
    engine.next(aReport({ batches: [aBatch(clock.now(), observations, { completeness, source })] }));
    await watch.cycle();
  }

  const idOf = (type: string) => {
    const alert = store.book.list({ type: [type] }).items[0];
    if (!alert) throw new Error(`no alert of type ${type}`);
    return alert.id;
  };

  return {
    ...watch,
    notifiers,
    told: (receiver) => notifiers.get(receiver)?.told() ?? [],
    fire: (...alerts) => tell('rows', alerts),
    window: (...alerts) => tell('window', alerts),
    async over() {
      for (const _ of [1, 2]) {
        await clock.advance(minutes(5));
        await tell('window', []);
      }
    },
    async wait(ms) {
      for (let left = ms; left > 0; left -= minutes(5)) {
        await clock.advance(Math.min(left, minutes(5)));
        await watch.cycle();
      }
    },
    idOf,
    logOf: (type) =>
      (store.book.detail(idOf(type))?.notificationLog ?? []).map(({ receiver, reason, outcome, heldBack }) =>
        [receiver, reason, outcome, heldBack].filter(Boolean).join(' '),
      ),
    acknowledge(...types) {
      monitor.alertsChanged(store.book.acknowledge(types.map(idOf), 'kim', null, clock.now()));
    },
    silence(matchers, forMs, { startsAt = clock.now(), comment = '' } = {}) {
      const id = `silence-${startsAt}-${matchers.map(({ value }) => value).join('-')}`;
      const silence = { id, matchers, startsAt, endsAt: startsAt + forMs, createdBy: 'kim', comment };
      const saved = store.transaction((tx) => tx.silences.save({ ...silence, createdAt: clock.now() }));
      if (!saved.ok) throw new Error(saved.error.message);
      monitor.silencesChanged();
      return id;
    },
    restarted: (changed = {}) =>
      deliveryWatch({ ...given, overrides: { ...given.overrides, ...changed, store, clock } }, notifiers),
  };
}

/** Live watches of a test, and their end: nothing may be left over. */
export function deliveryWatches() {
  const made: DeliveryWatch[] = [];
  const start = async (watch: DeliveryWatch) => {
    made.push(watch);
    watch.monitor.start();
    await watch.clock.advance(0);
    return watch;
  };
  return {
    live: (given: Parameters<typeof deliveryWatch>[0] = {}) => start(deliveryWatch(given)),
    async restart(watch: DeliveryWatch, changed: Overrides = {}, asleepMs = 0) {
      await stop(watch);
      await watch.clock.advance(asleepMs);
      return start(watch.restarted(changed));
    },
    async end() {
      for (const watch of made.splice(0)) await stop(watch);
    },
  };

  async function stop(watch: DeliveryWatch): Promise<void> {
    const stopped = watch.monitor.stop();
    // The moment that a message under way is given to arrive.
    await watch.clock.advance(2000);
    await stopped;
  }
}
