import type { PopUpFace } from '../../core/notify/popUps/popUpFace.ts';
import type { Alert } from '../../shared/alert.ts';
import type { PopUp } from '../../shared/popUp.ts';
import { Settings } from '../../shared/settings.ts';
import { isAtLeast, type Severity, severityRank } from '../../shared/severity.ts';
import { aWatch, minutes } from './aWatch.ts';
import { anObservation } from './builders.ts';
import { aBatch, aReport } from './fakeSource.ts';
import { ManualClock } from './manualClock.ts';
import { aFailure, RecordingNotifier } from './recordingNotifier.ts';

type Kind = PopUpFace['kind'];
export type Mood = 'well' | 'slow' | 'fails' | 'hangs';

/** What somebody does, or what happens to the host, before the next window is judged. */
export type Deed =
  | { do: 'nothing' | 'endPause' | 'leave' | 'comeBack' }
  | { do: 'acknowledge' | 'unacknowledge'; type: string }
  | { do: 'snooze'; type: string; minutes: number }
  | { do: 'pause' | 'sleep' | 'setClockBack'; minutes: number }
  | { do: 'open' | 'close' }
  | { do: 'mood'; mood: Mood }
  | { do: 'restart'; face: Kind; medium: boolean; resolved: boolean; night: 'none' | 'breaksThrough' | 'holdsAll' };

export interface Step {
  deed: Deed;
  fires: Record<string, Severity | null>;
}

export interface LifeReport {
  /** What Slack was told, and when; sorted, as what is due at one moment has no order. */
  slack: string[];
  /** What should not have been shown when it was. */
  wrong: string[];
  /** Severe alerts that nobody has and that were never shown as severe as they are. */
  untold: string[];
  /** What stood there though all of it was over or taken. */
  left: string[];
  timersLeft: number;
}

const night = { from: '12:40', to: '13:40' };
/** A batch that is being shown goes on for so long at most. */
const batchMs = 40_000;

/** Lives through it with a face, or with Slack alone; in the end all is well and somebody is there for half an hour. */
export async function liveThrough(steps: readonly Step[], withFace: boolean): Promise<LifeReport> {
  const clock = new ManualClock();
  const slack: string[] = [];
  const wrong: string[] = [];
  const left: string[] = [];
  /** When each alert was last shown, and as how severe. */
  const seen = new Map<string, { severity: Severity; at: number }>();
  const standing: Record<Kind, Map<string, PopUp>> = { desktop: new Map(), browser: new Map() };
  const pausedUntil: Record<Kind, number> = { desktop: 0, browser: 0 };
  let settings = Settings.parse({}).popUps;
  let kind: Kind = 'desktop';
  let there = true;
  let away = false;
  let mood: Mood = 'well';
  let clockIsTrue = true;
  /** By the new time. */
  let setBackAt = Number.NEGATIVE_INFINITY;
  let startedAt = clock.now();
  const notifier = new RecordingNotifier();
  notifier.standing = async ({ reason, alert }) => {
    slack.push(`${reason} ${alert.severity} ${alert.type} at ${clock.now()}`);
    return { ok: true };
  };

  let watch = aWatch({ clock, ...dependencies() });
  watch.monitor.start();
  await clock.advance(0);
  let fires: Step['fires'] = {};
  for (const step of steps) {
    await carryOut(step.deed);
    fires = step.fires;
    await liveOn(fires);
  }
  for (const deed of [
    { do: 'mood', mood: 'well' },
    { do: 'open' },
    { do: 'comeBack' },
    { do: 'endPause' },
    { do: 'restart', face: kind, medium: false, resolved: false, night: 'none' },
  ] as const satisfies Deed[]) {
    await carryOut(deed);
  }
  for (let window = 0; window < 6; window++) await liveOn(fires);
  const untold = openAlerts().flatMap(({ id, type, severity }) => {
    const shown = seen.get(id)?.severity;
    const log = watch.store.book.detail(id)?.notificationLog ?? [];
    // What failed is not tried again before a reminder is due.
    const failed = log.some(({ outcome, receiver }) => outcome === 'failed' && receiver !== 'slack');
    const told = shown !== undefined && isAtLeast(shown, severity);
    return failed || told || !isAtLeast(severity, 'high') ? [] : [`${severity} ${type}`];
  });
  await stop();
  watch.store.close();
  return { slack: slack.sort(), wrong, untold: withFace ? untold : [], left, timersLeft: clock.pendingTimers };

  function dependencies(): Parameters<typeof aWatch>[0] {
    const face: PopUpFace = {
      kind,
      isThere: () => there,
      show,
      close(ids) {
        for (const id of ids) standing[kind].delete(id);
      },
    };
    return {
      receivers: [{ name: 'slack', notifier }],
      popUps: withFace ? { face, settings, timeZone: 'UTC' } : null,
    };
  }

  async function carryOut(deed: Deed): Promise<void> {
    const { monitor, store } = watch;
    const now = clock.now();
    const ids = 'type' in deed ? store.book.list({ type: [deed.type], status: ['active', 'acknowledged'] }).items : [];
    if (deed.do === 'acknowledge') {
      for (const { id } of ids) seen.set(id, { severity: 'low', at: Number.NEGATIVE_INFINITY });
      monitor.alertsChanged(
        store.book.acknowledge(
          ids.map(({ id }) => id),
          'kim',
          null,
          now,
        ),
      );
    }
    if (deed.do === 'unacknowledge') {
      monitor.alertsChanged(ids.flatMap(({ id }) => store.book.unacknowledge(id, 'kim', now) ?? []));
    }
    if (deed.do === 'snooze') {
      const until = now + minutes(deed.minutes);
      monitor.alertsChanged(
        store.book.snoozeMany(
          ids.map(({ id }) => id),
          until,
          'kim',
          now,
        ),
      );
    }
    if (deed.do === 'pause' || deed.do === 'endPause') {
      const until = deed.do === 'pause' ? now + minutes(deed.minutes) : null;
      pausedUntil[kind] = until ?? 0;
      monitor.pausePopUps(until);
    }
    if (deed.do === 'leave' || deed.do === 'comeBack') {
      away = deed.do === 'leave';
      monitor.setAway(away);
      // What somebody who comes back sets off is no matter of the face alone.
      if (!withFace && !away) await monitor.runCycle('resume');
    }
    if (deed.do === 'open' || deed.do === 'close') there = kind === 'desktop' || deed.do === 'open';
    if (deed.do === 'mood') mood = deed.mood;
    if (deed.do === 'sleep') clock.jump(minutes(deed.minutes));
    if (deed.do === 'setClockBack') {
      clockIsTrue = false;
      clock.jump(-minutes(deed.minutes));
      setBackAt = clock.now();
      pausedUntil[kind] -= minutes(deed.minutes);
    }
    if (deed.do === 'restart') {
      await stop();
      startedAt = clock.now();
      kind = deed.face;
      there = true;
      away = false;
      settings = {
        ...settings,
        severities: { ...settings.severities, medium: deed.medium },
        resolved: deed.resolved,
        quietHours: {
          ...{ enabled: deed.night !== 'none', timeZone: '', ...night },
          criticalBreaksThrough: deed.night === 'breaksThrough',
        },
      };
      watch = aWatch({ clock, store, ...dependencies() });
      watch.monitor.start();
    }
    await clock.advance(0);
  }

  async function stop(): Promise<void> {
    const stopped = watch.monitor.stop();
    await clock.advance(2000);
    await stopped;
  }

  /** Five minutes go by, in the last of which these are found. */
  async function liveOn(found: Step['fires']): Promise<void> {
    await clock.advance(minutes(5));
    const needing = new Set(openAlerts().map(({ id }) => id));
    for (const { actionable, alertIds, title } of standing[kind].values()) {
      // A clock that was set back brings a snooze back that had ended.
      if (there && clockIsTrue && actionable && !alertIds.some((id) => needing.has(id))) left.push(title);
    }
    const windowStart = clock.now() - minutes(5);
    const observations = Object.entries(found).flatMap(([type, severity]) =>
      severity === null ? [] : [anObservation({ type, severity, windowStart })],
    );
    watch.engine.next(aReport({ batches: [aBatch(clock.now(), observations)] }));
    await watch.cycle();
  }

  /** Those that nobody has and nobody put off. */
  function openAlerts() {
    const { items } = watch.store.book.list({ status: ['active'] });
    return items.filter(({ snoozedUntil }) => snoozedUntil === null || Date.parse(snoozedUntil) <= clock.now());
  }

  async function show(popUp: PopUp) {
    const alerts = popUp.alertIds.flatMap((id) => watch.store.book.detail(id) ?? []);
    for (const alert of alerts) check(popUp, alert);
    if (mood === 'hangs') return new Promise<never>(() => {});
    if (mood === 'fails') return aFailure();
    if (mood === 'slow') await new Promise<void>((resolve) => clock.after(1000, resolve));
    standing[kind].delete(popUp.id);
    standing[kind].set(popUp.id, popUp);
    if (popUp.actionable) for (const alert of alerts) note(popUp, alert);
    return { ok: true as const };
  }

  function check(popUp: PopUp, alert: Alert): void {
    const now = clock.now();
    const { severity, status, snoozedUntil } = alert;
    const complain = (why: string) => wrong.push(`${popUp.title} (${alert.type}): ${why}`);
    if (pausedUntil[kind] > now) complain('in a pause');
    const breaksThrough = severity === 'critical' && settings.quietHours.criticalBreaksThrough;
    // A clock that is set back into the night finds a batch that began after it.
    const began = now - batchMs;
    if (isNight(now) && isNight(began) && began > setBackAt && !breaksThrough) complain('in quiet hours');
    if (!settings.severities[severity]) complain('not wanted');
    if (away && (!popUp.actionable || severity !== 'critical')) complain('to nobody');
    if (status !== (popUp.actionable ? 'active' : 'resolved')) complain(status);
    // A clock that was set back brings a snooze back that had ended when this was decided on.
    if (clockIsTrue && snoozedUntil !== null && Date.parse(snoozedUntil) > now) complain('snoozed');
  }

  function note(popUp: PopUp, { id, severity: isNow }: Alert): void {
    const severity = popUp.kind === 'alert' ? (popUp.severity ?? isNow) : isNow;
    const before = seen.get(id);
    const sinceMs = clock.now() - (before?.at ?? Number.NEGATIVE_INFINITY);
    const isWorse = before === undefined || severityRank(severity) > severityRank(before.severity);
    // A start takes what it finds as known from then on, also what ended and came back just before.
    const isNew = sinceMs > clock.now() - startedAt && cameBackSince(id, before?.at ?? 0);
    if (popUp.kind === 'alert' && clockIsTrue && !isWorse && !isNew && sinceMs < minutes(15) - batchMs) {
      wrong.push(`${popUp.title}: again after ${sinceMs / minutes(1)} min`);
    }
    seen.set(id, { severity, at: clock.now() });
  }

  function cameBackSince(id: string, at: number): boolean {
    const history = watch.store.book.detail(id)?.history ?? [];
    return history.some((entry) => entry.kind === 'reopened' && Date.parse(entry.at) > at);
  }

  function isNight(at: number): boolean {
    const { enabled, from, to } = settings.quietHours;
    const time = new Date(at).toISOString().slice(11, 16);
    return enabled && from <= time && time < to;
  }
}
