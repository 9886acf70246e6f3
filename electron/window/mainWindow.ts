import { BrowserWindow, nativeTheme, type Session, screen, type WebContents } from 'electron';
import type { Clock, Timer } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { identity } from '../identity.ts';
import { keepPage, type PageKeeper } from './keepPage.ts';
import { placeWindow, smallest, type WindowState } from './windowState.ts';

export interface MainWindowOptions {
  /** File of the bundled preload. */
  preload: string;
  /** Picture for the taskbar, where the system does not take it from the installation (Linux). */
  icon?: string;
  /** The session on which the pages are served; the default one where left out. */
  session?: Session;
  state: { read(): WindowState | null; write(state: WindowState): void };
  /** What closing means right now: `hide` with a tray to come back from, `minimise` without one. */
  closing: () => 'quit' | 'hide' | 'minimise';
  /** Shown or hidden, made or gone; the taskbar's overlay has to be drawn anew for a new window. */
  onChange?: () => void;
  clock: Clock;
  log: Log;
}

export interface MainWindow {
  /** Opens it, or brings it to the front, as it is. */
  show(): void;
  hide(): void;
  /** Opens it at a path such as `/alerts/<id>`; what is no path of ours opens the board. */
  openAt(path: string): void;
  isShown(): boolean;
  /** A sentence for the person at the window, if there is one. */
  tell(sentence: string): void;
  /** Whether a page is this window's. */
  owns(contents: WebContents): boolean;
  /** For what is drawn onto it (overlay, progress); null while there is none. */
  current(): BrowserWindow | null;
}

/** As the page's own ground, so that nothing flashes before it is drawn. */
const ground = { dark: '#0f1318', light: '#f6f7f9' };
/** A page that draws nothing must not keep the window away for ever. */
const longestBlankMs = 5000;
const settleMs = 500;

/** The one window. It is made when it is first shown; the watch never depends on it. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { clock, log } = options;
  let open: { window: BrowserWindow; page: PageKeeper; reveal(): void } | null = null;
  /** Whether it is to be seen once it has something to show. */
  let wanted = false;

  function make(path: string): NonNullable<typeof open> {
    const state = options.state.read();
    const workAreas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
    const window = new BrowserWindow({
      ...placeWindow(state, workAreas),
      minWidth: smallest.width,
      minHeight: smallest.height,
      title: identity.name,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
      ...(options.icon === undefined ? {} : { icon: options.icon }),
      webPreferences: {
        preload: options.preload,
        ...(options.session === undefined ? {} : { session: options.session }),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        nodeIntegrationInWorker: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
      },
    });
    const page = keepPage(window.webContents, {
      clock,
      log,
      giveUp: () => {
        log.error('The window was closed, because nothing could be shown in it; opening it tries again');
        // Not from within the event that tells of its end.
        clock.after(0, () => window.isDestroyed() || window.destroy());
      },
    });

    let ready = false;
    let revealed = false;
    const reveal = () => {
      if (!ready || !wanted) return;
      // Maximising shows a window, so it has to wait until it may be seen.
      if (!revealed && state?.maximised) window.maximize();
      revealed = true;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    };
    const becomeReady = () => {
      ready = true;
      blank.cancel();
      reveal();
    };
    const blank = clock.after(longestBlankMs, becomeReady);
    window.once('ready-to-show', becomeReady);

    let settling: Timer | null = null;
    const remember = () => {
      settling?.cancel();
      settling = null;
      if (!window.isDestroyed() && revealed && !window.isFullScreen() && !window.isMinimized()) {
        options.state.write({ ...window.getNormalBounds(), maximised: window.isMaximized() });
      }
    };
    const moved = () => {
      settling?.cancel();
      settling = clock.after(settleMs, remember);
    };
    window.on('resize', moved);
    window.on('move', moved);
    window.on('maximize', moved);
    window.on('unmaximize', moved);
    window.on('close', (event) => {
      remember();
      const meaning = options.closing();
      if (meaning === 'quit') return;
      event.preventDefault();
      wanted = false;
      if (meaning === 'minimise') window.minimize();
      else putAway(window);
    });
    window.on('closed', () => {
      blank.cancel();
      settling?.cancel();
      if (open?.window === window) open = null;
      options.onChange?.();
    });
    window.on('show', () => options.onChange?.());
    window.on('hide', () => options.onChange?.());
    open = { window, page, reveal };
    page.goTo(path);
    return open;
  }

  const living = () => (open && !open.window.isDestroyed() ? open : null);

  return {
    show() {
      wanted = true;
      const present = living();
      if (present) present.reveal();
      else make('/');
    },
    hide() {
      wanted = false;
      const present = living();
      if (present) putAway(present.window);
    },
    openAt(path) {
      wanted = true;
      const present = living();
      if (!present) make(path);
      else {
        present.page.goTo(path);
        present.reveal();
      }
    },
    isShown: () => living()?.window.isVisible() ?? false,
    tell: (sentence) => living()?.page.tell(sentence),
    owns: (contents) => living()?.window.webContents === contents,
    current: () => living()?.window ?? null,
  };
}

/** A hidden full-screen window would leave macOS with an empty black space. */
function putAway(window: BrowserWindow): void {
  if (!window.isFullScreen()) {
    window.hide();
    return;
  }
  window.once('leave-full-screen', () => window.hide());
  window.setFullScreen(false);
}
