import { Settings } from '../../shared/settings.ts';
import type { Severity } from '../../shared/severity.ts';
import { type AWatch, aWatch } from './aWatch.ts';
import { anObservation } from './builders.ts';
import { aBatch, aReport } from './fakeSource.ts';
import { RecordingFace } from './recordingFace.ts';

type Overrides = Parameters<typeof aWatch>[0];
type PopUpSettings = Settings['popUps'];

/** A watch with a face, in a zone where noon UTC is noon. */
export interface PopUpWatch extends AWatch {
  face: RecordingFace;
  /** Makes alerts of these types and severities fire in one cycle, as rows, which last for half an hour. */
  fire(...alerts: [type: string, severity: Severity][]): Promise<void>;
  /** One whole window in which only these fire. */
  window(...alerts: [type: string, severity: Severity][]): Promise<void>;
  idOf(type: string): string;
  /** `reason outcome why` of what the face was told of one alert. */
  logOf(type: string, receiver?: string): string[];
  acknowledge(...types: string[]): void;
  snooze(forMs: number, ...types: string[]): void;
  /** The same store and face under a new monitor, as after a restart. */
  restarted(changed?: { settings?: Partial<PopUpSettings>; face?: RecordingFace; overrides?: Overrides }): PopUpWatch;
}

export function popUpWatch(
  options: { settings?: Partial<PopUpSettings>; face?: RecordingFace; overrides?: Overrides } = {},
): PopUpWatch {
  const face = options.face ?? new RecordingFace();
  const settings = { ...Settings.parse({}).popUps, ...options.settings };
  const watch = aWatch({ ...options.overrides, popUps: { face, settings, timeZone: 'UTC' } });
  const { store, clock, engine, monitor } = watch;

  async function tell(completeness: 'rows' | 'window', alerts: [type: string, severity: Severity][]): Promise<void> {
    const source = completeness === 'rows' ? 'anomalies' : 'engine';
    const observations = alerts.map(([type, severity]) =>
      anObservation({ type, severity, windowStart: clock.now(), source }),
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
    face,
    fire: (...alerts) => tell('rows', alerts),
    window: (...alerts) => tell('window', alerts),
    idOf,
    logOf: (type, receiver = face.kind) =>
      (store.book.detail(idOf(type))?.notificationLog ?? [])
        .filter((entry) => entry.receiver === receiver)
        .map(({ reason, outcome, heldBack }) => [reason, outcome, heldBack].filter(Boolean).join(' ')),
    acknowledge(...types) {
      monitor.alertsChanged(store.book.acknowledge(types.map(idOf), 'kim', null, clock.now()));
    },
    snooze(forMs, ...types) {
      monitor.alertsChanged(store.book.snoozeMany(types.map(idOf), clock.now() + forMs, 'kim', clock.now()));
    },
    restarted: (changed = {}) =>
      popUpWatch({
        settings: { ...options.settings, ...changed.settings },
        face: changed.face ?? face,
        overrides: { ...options.overrides, ...changed.overrides, store, clock },
      }),
  };
}

/** Starts watches, and ends them after the test with nothing left running. */
export class PopUpWatches {
  readonly #made: PopUpWatch[] = [];

  async live(options: Parameters<typeof popUpWatch>[0] = {}): Promise<PopUpWatch> {
    return this.started(popUpWatch(options));
  }

  async restarted(watch: PopUpWatch, changed: Parameters<PopUpWatch['restarted']>[0] = {}): Promise<PopUpWatch> {
    await watch.monitor.stop();
    return this.started(watch.restarted(changed));
  }

  async started(watch: PopUpWatch): Promise<PopUpWatch> {
    this.#made.push(watch);
    watch.monitor.start();
    await watch.clock.advance(0);
    return watch;
  }

  /** How many timers are left over. */
  async end(): Promise<number> {
    const made = this.#made.splice(0);
    for (const { monitor, clock } of made) {
      const stopped = monitor.stop();
      await clock.advance(2000);
      await stopped;
    }
    return made.reduce((sum, { clock }) => sum + clock.pendingTimers, 0);
  }
}
