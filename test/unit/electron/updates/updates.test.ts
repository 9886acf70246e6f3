import { beforeEach, describe, expect, it } from 'vitest';
import { askForPlace } from '../../../../electron/updates/askForPlace.ts';
import type { Updater } from '../../../../electron/updates/loadUpdater.ts';
import { updateProblem } from '../../../../electron/updates/updateProblem.ts';
import { createUpdates } from '../../../../electron/updates/updates.ts';
import type { UpdateTarget } from '../../../../electron/updates/updateTarget.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { type RecordingLog, recordingLog } from '../../../support/recordingLog.ts';

const day = 24 * 3_600_000;
const place = 'https://releases.example.com/watchkeeper';

/** electron-updater as far as it is used. */
class FakeUpdater implements Updater {
  autoDownload = true;
  autoInstallOnAppQuit = true;
  logger: unknown = console;
  feeds: string[] = [];
  checks = 0;
  newest: string | null = null;
  failure: Error | null = null;
  hangs = false;
  download = Promise.withResolvers<string[]>();
  #onError: ((error: Error) => void) | null = null;

  on(_event: 'error', listener: (error: Error) => void): this {
    this.#onError = listener;
    return this;
  }

  setFeedURL({ url }: { provider: 'generic'; url: string }): void {
    this.feeds.push(url);
  }

  async checkForUpdates() {
    this.checks++;
    if (this.hangs) return new Promise<never>(() => {});
    if (this.failure) {
      if (!this.#onError) throw new Error('an unheard "error" event ends the process');
      this.#onError(this.failure);
      throw this.failure;
    }
    const found = { isUpdateAvailable: this.newest !== null, updateInfo: { version: this.newest ?? '1.0.0' } };
    return this.autoDownload && this.newest ? { ...found, downloadPromise: this.download.promise } : found;
  }
}

let clock: ManualClock;
let log: RecordingLog;
let updater: FakeUpdater;
let loads: number;
let last: number | null;
let settings: { enabled: boolean; url: string };
let changes: number;
let allowed: string | null;
/** What the person was asked about, and what they say. */
let asked: string[];
let says: boolean;

beforeEach(() => {
  clock = new ManualClock();
  log = recordingLog();
  updater = new FakeUpdater();
  loads = 0;
  last = null;
  settings = { enabled: true, url: '' };
  changes = 0;
  allowed = null;
  asked = [];
  says = false;
});

const made = (target: UpdateTarget = { kind: 'installs' }, builtInUrl: string | null = place) =>
  createUpdates({
    settings: () => settings,
    version: '1.0.0',
    target,
    builtInUrl,
    lastCheck: {
      read: () => last,
      write(at) {
        last = at;
      },
    },
    allowedPlace: {
      read: () => allowed,
      write(url) {
        allowed = url;
      },
    },
    async askForPlace(url) {
      asked.push(url);
      return says;
    },
    load: async () => {
      loads++;
      return updater;
    },
    clock,
    log,
    onChange: () => changes++,
  });

describe('by itself', () => {
  it('does nothing unless the settings say so', async () => {
    settings.enabled = false;
    made().schedule();
    expect(clock.pendingTimers).toBe(0);
    expect(loads).toBe(0);
  });

  it('looks a minute after the start, then once a day', async () => {
    const updates = made();
    updates.schedule();
    await clock.advance(59_000);
    expect(loads).toBe(0);
    await clock.advance(1000);
    expect(updater.checks).toBe(1);
    await clock.advance(day - 1);
    expect(updater.checks).toBe(1);
    await clock.advance(day);
    expect(updater.checks).toBe(2);
    updates.stop();
    expect(clock.pendingTimers).toBe(0);
  });

  it('looks no more often when it is started more often', async () => {
    last = clock.now() - 3_600_000;
    const updates = made();
    updates.schedule();
    await clock.advance(day - 3_600_000 - 1);
    expect(updater.checks).toBe(0);
    await clock.advance(1);
    expect(updater.checks).toBe(1);
    updates.stop();
  });

  it('waits no longer than a day after a clock that was set back', async () => {
    last = clock.now() + 365 * day;
    const updates = made();
    updates.schedule();
    await clock.advance(day);
    expect(updater.checks).toBe(1);
    updates.stop();
  });

  it('fetches what is new, and tells when it is ready', async () => {
    updater.newest = '1.1.0';
    const updates = made();
    updates.schedule();
    await clock.advance(60_000);
    expect(updater).toMatchObject({ autoDownload: true, autoInstallOnAppQuit: true, feeds: [place], logger: null });
    expect(updates.view()).toMatchObject({ version: '1.1.0' });
    expect(updates.notices()).toMatchObject([{ message: expect.stringContaining('is being fetched') }]);
    const before = changes;
    updater.download.resolve([]);
    await clock.advance(0);
    expect(changes).toBe(before + 1);
    expect(updates.notices()).toEqual([
      { code: 'update', severity: 'info', message: 'Watchkeeper 1.1.0 is ready; it is installed when you quit.' },
    ]);
    updates.stop();
  });

  it('stops when the settings change to off', async () => {
    const updates = made();
    updates.schedule();
    settings.enabled = false;
    updates.schedule();
    expect(clock.pendingTimers).toBe(0);
  });

  it('says in one line and one sentence that it failed, and looks again the next day', async () => {
    updater.failure = Object.assign(new Error(`404 "${place}/latest.yml?token=secret"`), {
      code: 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND',
    });
    const updates = made();
    updates.schedule();
    await clock.advance(60_000);
    expect(log.lines).toEqual([
      { level: 'warn', message: expect.any(String), fields: { code: 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND' } },
    ]);
    expect(updates.view().explanation).toContain('no list of releases');
    expect(JSON.stringify([log.lines, updates.view()])).not.toContain('secret');
    expect(updates.notices()).toEqual([]);

    updater.failure = null;
    await clock.advance(day);
    expect(updates.view().explanation).toBeNull();
    updates.stop();
  });

  it('survives a fetch that breaks off', async () => {
    updater.newest = '1.1.0';
    const updates = made();
    updates.schedule();
    await clock.advance(60_000);
    updater.download.reject(new Error('net::ERR_CONNECTION_RESET'));
    await clock.advance(0);
    expect(updates.view().explanation).toContain('ECONNRESET');
    updates.stop();
  });
});

it('does not try every minute where there is nowhere to look', async () => {
  const updates = made({ kind: 'installs' }, null);
  updates.schedule();
  await clock.advance(day);
  expect(changes).toBe(1);
  updates.stop();
});

describe('asked by a person', () => {
  it('says that there is nothing newer', async () => {
    expect(await made().check()).toEqual({
      ok: true,
      value: { version: null, message: 'Watchkeeper 1.0.0 is the newest.' },
    });
  });

  it('only tells of a newer one while updates are off', async () => {
    settings.enabled = false;
    updater.newest = '1.1.0';
    const checked = await made().check();
    expect(checked).toMatchObject({ ok: true, value: { version: '1.1.0' } });
    expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false });
  });

  it('leaves packages of the system to the person', async () => {
    updater.newest = '1.1.0';
    const how = 'Install the new deb package as you installed this one.';
    expect(await made({ kind: 'tells', how }).check()).toMatchObject({
      value: { message: `Watchkeeper 1.1.0 is there. ${how}` },
    });
    expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false });
  });

  it('asks at the address of the settings before that of the build', async () => {
    settings.url = 'https://mirror.example.com/';
    await made().check();
    expect(updater.feeds).toEqual(['https://mirror.example.com/']);
  });

  it('gives up on a server that says nothing', async () => {
    updater.hangs = true;
    const checking = made().check();
    await clock.advance(30_000);
    expect(await checking).toMatchObject({ ok: false, error: { code: 'timeout' } });
  });

  it('asks once when it is asked twice at the same time', async () => {
    const updates = made();
    await Promise.all([updates.check(), updates.check()]);
    expect(updater.checks).toBe(1);
  });

  it.each([
    ['this copy cannot', { target: { kind: 'none', explanation: 'It cannot.' } as const }, 'It cannot.'],
    ['no place is known', { builtInUrl: null }, 'No address for updates is set'],
    ['the place is not safe', { url: 'http://releases.example.com' }, 'must begin with https://'],
  ])('says why not when %s, and loads nothing', async (_, how, words) => {
    const {
      target,
      builtInUrl = place,
      url = '',
    } = { target: undefined, ...how } as {
      target?: UpdateTarget;
      builtInUrl?: string | null;
      url?: string;
    };
    settings.url = url;
    const result = await made(target, builtInUrl).check();
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining(words) } });
    expect(loads).toBe(0);
  });
});

describe('an address of the settings, which any page of ours may have written', () => {
  const mirror = 'https://mirror.example.com/';
  beforeEach(() => {
    settings.url = mirror;
    updater.newest = '1.1.0';
  });

  it('is asked, but nothing is fetched or installed from it unless the person allows it', async () => {
    const updates = made();
    const checked = await updates.check();
    expect(asked).toEqual([mirror]);
    await clock.advance(0);
    expect(updater).toMatchObject({ checks: 1, autoDownload: false, autoInstallOnAppQuit: false });
    expect(allowed).toBeNull();
    for (const words of [checked.ok && checked.value.message, updates.notices()[0]?.message])
      expect(words).toContain('Watchkeeper 1.1.0 is at mirror.example.com. Nothing is installed from there');
  });

  it('brings up one question in a run, however many addresses are tried', async () => {
    const updates = made();
    for (const url of [mirror, mirror, 'https://mirror.example.com/2']) {
      settings.url = url;
      await updates.check();
    }
    expect(asked).toEqual([mirror]);
  });

  it('is installed from at once when the person allows it, and later without a question', async () => {
    says = true;
    await made().check();
    await expect.poll(() => updater.checks).toBe(2);
    expect(updater).toMatchObject({ autoDownload: true, autoInstallOnAppQuit: true, feeds: [mirror, mirror] });
    const later = made();
    await later.check();
    expect(asked).toEqual([mirror]);
    expect(updater.autoDownload).toBe(true);
  });

  it('is another one when it is changed after it was allowed', async () => {
    allowed = mirror;
    settings.url = 'https://mirror.example.com.evil.example/';
    await made().check();
    expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false });
  });

  it('needs no question where it is that of the build, or where nothing would be installed', async () => {
    await made({ kind: 'installs' }, mirror).check();
    expect(updater.autoDownload).toBe(true);
    await made({ kind: 'tells', how: '' }).check();
    settings.enabled = false;
    await made().check();
    expect(asked).toEqual([]);
  });
});

describe('the question', () => {
  const ask = (platform: NodeJS.Platform) => askForPlace('https://Mirror.example.com/x', platform);
  beforeEach(async () => {
    standIn.reset();
    await standIn.becomeReady();
  });

  it('names the address, and closing it is a no', async () => {
    expect(await ask('linux')).toBe(false);
    expect(standIn.asked.messageBoxes).toMatchObject([
      { message: expect.stringContaining('mirror.example.com'), defaultId: 0, cancelId: 0 },
    ]);
  });

  it('is answered by its button alone', async () => {
    standIn.answers.messageBox.push(1, 0);
    expect(await ask('win32')).toBe(true);
    expect(await ask('win32')).toBe(false);
  });

  it('is not asked on macOS, which checks who signed it', async () => {
    expect(await ask('darwin')).toBe(true);
    expect(standIn.asked.messageBoxes).toEqual([]);
  });
});

it.each([
  ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
  ['net::ERR_TIMED_OUT', 'timeout'],
  ['net::ERR_INTERNET_DISCONNECTED', 'unreachable'],
  ['Cannot parse releases feed: <html>', 'unreachable'],
])('"%s" is a problem of the kind %s', (message, code) => {
  expect(updateProblem(new Error(message)).error.code).toBe(code);
});
