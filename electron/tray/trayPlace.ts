import type { Clock, Timer } from '../../core/clock.ts';
import type { TrayHandle } from './createTray.ts';
import type { TrayFacts } from './trayFacts.ts';

/** Where the tray icon is, or will be. */
export interface TrayPlace {
  /** Whether there is an icon to come back from. */
  isThere(): boolean;
  show(facts: TrayFacts): void;
  close(): void;
}

interface TrayPlaceOptions {
  /** Whether the desktop shows tray icons; null: it could not be found out. */
  isShown(): Promise<boolean | null>;
  create(facts: TrayFacts): TrayHandle | null;
  /** What the icon is first drawn from. */
  facts: TrayFacts;
  /** No tray answered in time: the window is the only place left. */
  onNone(): void;
  clock: Clock;
}

const askEveryMs = 2000;
/** At login desktops bring up their panel beside the programs that they start, or after them. */
const panelComesWithinMs = 10_000;
/** Somebody may just be turning on an extension; after that it takes a restart. */
const askForMs = 2 * 60_000;

/**
 * The tray as soon as the desktop has one: an icon that is made before is never shown. Where nobody can tell whether there
 * is a tray an icon is made on trust, and not counted on.
 */
export async function createTrayPlace(options: TrayPlaceOptions): Promise<TrayPlace> {
  const { isShown, create, onNone, clock } = options;
  const since = clock.now();
  let { facts } = options;
  let tray: TrayHandle | null = null;
  let trusted = false;
  let closed = false;
  let toldNone = false;
  let timer: Timer | null = null;

  async function look(): Promise<void> {
    const shown = await isShown();
    if (closed) return;
    if (shown !== false) {
      tray = create(facts);
      trusted = shown === true && tray !== null;
    }
    const waited = clock.now() - since;
    const mayCome = shown === false && waited < askForMs;
    if (!trusted && !toldNone && (!mayCome || waited >= panelComesWithinMs)) {
      toldNone = true;
      onNone();
    }
    if (mayCome) timer = clock.after(askEveryMs, () => void look());
  }

  await look();
  return {
    isThere: () => trusted,
    show(next) {
      facts = next;
      tray?.show(next);
    },
    close() {
      closed = true;
      timer?.cancel();
      tray?.destroy();
    },
  };
}
