import { Menu, type MenuItemConstructorOptions, nativeTheme, Tray } from 'electron';
import type { Clock, Timer } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { trayIconFile } from './iconFiles.ts';
import { type Span, spanEnd } from './span.ts';
import type { TrayFacts } from './trayFacts.ts';
import type { TrayCommand, TrayMenuEntry } from './trayMenu.ts';
import { type TrayView, trayView } from './trayView.ts';

/** What the menu can do; none of them may throw. */
interface TrayActions {
  acknowledge(ids: readonly string[]): void;
  /** `all`: whatever is unacknowledged at that moment. `until`: epoch ms. */
  snooze(ids: readonly string[] | 'all', until: number): void;
  checkNow(): void;
  /** At a path such as `/alerts/<id>`. */
  open(path: string): void;
  /** Null: notifications come again. */
  pause(until: number | null): void;
  quit(): void;
}

export interface TrayOptions {
  /** The folder that `build/icons` fills. */
  icons: string;
  actions: TrayActions;
  clock: Clock;
  log: Log;
  platform?: NodeJS.Platform;
}

export interface TrayHandle {
  /** Cheap when nothing that is seen has changed. */
  show(facts: TrayFacts): void;
  destroy(): void;
}

/** How often "checked 12 s ago" is told anew. */
const agesEveryMs = 10_000;
/** Systems need not tell that a menu was closed; after this long it surely was. */
const longestLookMs = 60_000;

/**
 * The icon in the tray; null where there can be none, so that the host starts in its window. A desktop without a tray
 * (GNOME without its extension) accepts the icon and shows nothing: ask `trayIsShown` before.
 */
export function createTray(first: TrayFacts, options: TrayOptions): TrayHandle | null {
  const { icons, actions, clock, log } = options;
  const platform = options.platform ?? process.platform;
  let facts = first;
  let drawn: { file: string; title: string; tooltip: string; menu: string } | null = null;
  let openSince: number | null = null;
  let ages: Timer | null = null;

  const fileOf = (view: TrayView) => trayIconFile(icons, view.icon, platform, panelTheme(platform));
  const view = trayView(facts, clock.now());
  let tray: Tray;
  try {
    tray = new Tray(fileOf(view));
  } catch (error) {
    log.warn('There is no tray icon, so Watchkeeper stays in its window', { reason: String(error) });
    return null;
  }

  const isOpen = () => openSince !== null && clock.now() - openSince < longestLookMs;
  const perform = (command: TrayCommand) => {
    switch (command.do) {
      case 'acknowledge':
        return actions.acknowledge(command.ids);
      case 'snooze':
        return actions.snooze(command.ids, spanEnd(command.for, clock.now()));
      case 'checkNow':
        return actions.checkNow();
      case 'open':
        return actions.open(command.path);
      case 'pause':
        return actions.pause(endOf(command.for, clock.now()));
      case 'quit':
        return actions.quit();
    }
  };

  function setMenu(entries: TrayMenuEntry[]): void {
    const menu = Menu.buildFromTemplate(entries.map((entry) => templateOf(entry, perform)));
    menu.on('menu-will-show', () => {
      openSince = clock.now();
    });
    menu.on('menu-will-close', () => {
      openSince = null;
      draw();
    });
    // A menu that was set is drawn by the desktop; on Linux only setting it again changes it.
    tray.setContextMenu(menu);
  }

  function draw(): void {
    if (tray.isDestroyed()) return;
    const view = trayView(facts, clock.now());
    const next = { file: fileOf(view), title: view.title, tooltip: view.tooltip, menu: JSON.stringify(view.menu) };
    if (next.file !== drawn?.file) setImage(next.file);
    if (next.tooltip !== drawn?.tooltip) tray.setToolTip(next.tooltip);
    if (platform === 'darwin' && next.title !== drawn?.title)
      tray.setTitle(next.title, { fontType: 'monospacedDigit' });
    // What lies under the pointer must not move.
    const keepMenu = drawn !== null && isOpen();
    if (!keepMenu && next.menu !== drawn?.menu) setMenu(view.menu);
    drawn = keepMenu && drawn !== null ? { ...next, menu: drawn.menu } : next;
  }

  function setImage(file: string): void {
    try {
      tray.setImage(file);
    } catch (error) {
      // The words still tell; what was shown before would be a lie only if they did not.
      log.error('A tray icon could not be shown; tooltip and menu go on', { file, reason: String(error) });
    }
  }

  const keepAges = () => {
    ages = clock.after(agesEveryMs, () => {
      draw();
      keepAges();
    });
  };

  // On macOS a click opens the menu and is told as well; on Linux desktops differ in what they call one.
  if (platform === 'win32') tray.on('click', () => actions.open('/'));
  const onTheme = () => draw();
  nativeTheme.on('updated', onTheme);
  draw();
  keepAges();

  return {
    show(next) {
      facts = next;
      draw();
    },
    destroy() {
      ages?.cancel();
      nativeTheme.off('updated', onTheme);
      if (!tray.isDestroyed()) tray.destroy();
    },
  };
}

/** On Windows the taskbar has a theme of its own. */
function panelTheme(platform: NodeJS.Platform): 'dark' | 'light' {
  const dark =
    platform === 'win32' ? nativeTheme.shouldUseDarkColorsForSystemIntegratedUI : nativeTheme.shouldUseDarkColors;
  return dark ? 'dark' : 'light';
}

function endOf(span: Span | null, now: number): number | null {
  return span === null ? null : spanEnd(span, now);
}

function templateOf(entry: TrayMenuEntry, perform: (command: TrayCommand) => void): MenuItemConstructorOptions {
  if ('separator' in entry) return { type: 'separator' };
  const { label, command, submenu } = entry;
  if (submenu) return { label, submenu: submenu.map((below) => templateOf(below, perform)) };
  return command ? { label, click: () => perform(command) } : { label, enabled: false };
}
