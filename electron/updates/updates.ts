import type { Clock, Timer } from '../../core/clock.ts';
import { withDeadline } from '../../core/deadline.ts';
import type { Log } from '../../core/log.ts';
import type { Notice } from '../../core/settings/settingsStorage.ts';
import { webhookUrlProblem } from '../../core/settings/webUrl.ts';
import type { HostView } from '../../shared/hostView.ts';
import { failed, ok, type Problem, type Result } from '../../shared/problem.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Updater } from './loadUpdater.ts';
import { updateErrorCode, updateProblem } from './updateProblem.ts';
import type { UpdateTarget } from './updateTarget.ts';

export interface Updates {
  /** Looks from now on, where the settings say so; call it again when they change. */
  schedule(): void;
  stop(): void;
  /** Looks now, because a person asked. */
  check(): Promise<Result<{ version: string | null; message: string }>>;
  view(): HostView['updates'];
  notices(): Notice[];
}

interface UpdatesOptions {
  settings: () => Settings['desktop']['updates'];
  /** The version that runs. */
  version: string;
  target: UpdateTarget;
  /** Where releases lie when the settings name no place; null: nowhere. */
  builtInUrl: string | null;
  /** When it was last looked for, ms UTC, kept over restarts; null: never, as far as is known. */
  lastCheck: { read(): number | null; write(at: number): void };
  /** The address of the settings from which the person lets be installed, kept over restarts; null: none. */
  allowedPlace: { read(): string | null; write(url: string): void };
  /** Asks the person at the machine, and no page, whether what lies at an address may be installed. */
  askForPlace: (url: string) => Promise<boolean>;
  load: () => Promise<Updater>;
  clock: Clock;
  log: Log;
  /** What `view` or `notices` say is different now. */
  onChange: () => void;
}

/** The watch comes first: nothing is asked while the app starts. */
const quietStartMs = 60_000;
const dayMs = 24 * 60 * 60_000;
const patienceMs = 30_000;

/**
 * Looks for a newer version at most once a day, fetches it and leaves it to be put in place when the app quits. Off unless
 * the settings say so, and no failure of it touches the watch. Settings are changed by pages, and what is installed is run:
 * so nothing is fetched from an address of the settings before the person has allowed it, outside of any page.
 */
export function createUpdates(options: UpdatesOptions): Updates {
  const { settings, version, target, lastCheck, allowedPlace, clock, log, onChange } = options;
  let timer: Timer | null = null;
  let underWay: Promise<Result<Found>> | null = null;
  let updater: Updater | null = null;
  let available: string | null = null;
  let isReady = false;
  let problem: Problem | null = null;
  /** Once in a run, whatever the answer: a page that names ever new addresses must not bring up ever new dialogs. */
  let hasAsked = false;
  /** Where what is available may not be installed from. */
  let notAllowed: string | null = null;

  async function load(): Promise<Updater> {
    if (updater) return updater;
    const loaded = await options.load();
    loaded.logger = null;
    // Failures are told by the promises; without a listener, this event would end the process.
    loaded.on('error', () => {});
    updater = loaded;
    return loaded;
  }

  async function look(): Promise<Result<Found>> {
    if (target.kind === 'none') return failed('notConfigured', target.explanation, false);
    const place = placeOf(settings().url, options.builtInUrl);
    if (!place.ok) return place;
    lastCheck.write(clock.now());
    try {
      const loaded = await load();
      const wanted = target.kind === 'installs' && settings().enabled;
      const installs = wanted && mayInstallFrom(place.value);
      loaded.autoDownload = installs;
      loaded.autoInstallOnAppQuit = installs;
      loaded.setFeedURL({ provider: 'generic', url: place.value });
      const never = new AbortController().signal;
      const checked = await withDeadline(clock, patienceMs, never, () => loaded.checkForUpdates());
      if (checked.kind !== 'done') throw Object.assign(new Error('deadline'), { code: 'ETIMEDOUT' });
      const found = checked.value?.isUpdateAvailable ? checked.value.updateInfo.version : null;
      if (found !== available) isReady = false;
      available = found;
      notAllowed = wanted && !installs ? place.value : null;
      if (found !== null && notAllowed !== null) void ask(notAllowed);
      const download = checked.value?.downloadPromise;
      if (found !== null && download) void download.then(() => ready(found), told);
      return ok({ version: found });
    } catch (error) {
      return told(error);
    }
  }

  function mayInstallFrom(place: string): boolean {
    return place === options.builtInUrl || place === allowedPlace.read();
  }

  async function ask(place: string): Promise<void> {
    if (hasAsked) return;
    hasAsked = true;
    if (!(await options.askForPlace(place).catch(() => false))) return;
    allowedPlace.write(place);
    await underWay;
    await check();
  }

  function ready(found: string): void {
    if (available !== found) return;
    isReady = true;
    log.info('A newer version is ready and is installed at the end', { version: found });
    onChange();
  }

  function told(error: unknown): Extract<Result<never>, { ok: false }> {
    log.warn('Looking for updates failed', { code: updateErrorCode(error) });
    const failure = updateProblem(error);
    problem = failure.error;
    onChange();
    return failure;
  }

  async function check(): Promise<Result<Found>> {
    problem = null;
    underWay ??= look().finally(() => {
      underWay = null;
      onChange();
    });
    return underWay;
  }

  function schedule(): void {
    timer?.cancel();
    timer = null;
    if (!settings().enabled || target.kind === 'none') return;
    const last = lastCheck.read();
    const due = last === null ? 0 : last + dayMs - clock.now();
    // A clock that was set back must not put it off for longer than a day.
    timer = clock.after(Math.min(Math.max(due, quietStartMs), dayMs), () => {
      // Also when there is nowhere to look: then it is not tried again every minute.
      lastCheck.write(clock.now());
      void check().finally(schedule);
    });
  }

  return {
    schedule,
    stop() {
      timer?.cancel();
      timer = null;
    },
    async check() {
      const checked = await check();
      if (!checked.ok) return checked;
      const found = checked.value.version;
      return ok({
        version: found,
        message: found === null ? `Watchkeeper ${version} is the newest.` : wordsOf(found, isReady, settings().enabled),
      });
    },
    view: () =>
      target.kind === 'none'
        ? { possible: false, explanation: target.explanation, version: null }
        : { possible: true, explanation: problem?.message ?? null, version: available },
    notices: () =>
      available === null
        ? []
        : [{ code: 'update', severity: 'info', message: wordsOf(available, isReady, settings().enabled) }],
  };

  function wordsOf(found: string, fetched: boolean, automatic: boolean): string {
    if (fetched) return `Watchkeeper ${found} is ready; it is installed when you quit.`;
    if (target.kind === 'tells') return `Watchkeeper ${found} is there. ${target.how}`;
    if (notAllowed !== null) {
      return `Watchkeeper ${found} is at ${new URL(notAllowed).host}. Nothing is installed from there unless you allow it when you are asked; restart Watchkeeper to be asked again.`;
    }
    return automatic
      ? `Watchkeeper ${found} is being fetched; it is installed when you quit.`
      : `Watchkeeper ${found} is there. Turn on updates to have it installed, or download it yourself.`;
  }
}

interface Found {
  version: string | null;
}

function placeOf(setting: string, builtIn: string | null): Result<string> {
  const url = setting || builtIn;
  if (url === null) {
    return failed('notConfigured', 'No address for updates is set, and this build came without one.', false);
  }
  const wrong = webhookUrlProblem(url);
  return wrong === null ? ok(url) : failed('notConfigured', `The address for updates ${wrong}.`, false);
}
