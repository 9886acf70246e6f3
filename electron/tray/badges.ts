import { app, type BrowserWindow, nativeImage } from 'electron';
import type { Clock } from '../../core/clock.ts';
import { badgeView } from './badgeView.ts';
import { overlayFile } from './iconFiles.ts';
import type { TrayFacts } from './trayFacts.ts';

export interface BadgeOptions {
  /** The folder that `build/icons` fills. */
  icons: string;
  /** The window whose taskbar button carries the overlay; null while there is none. */
  window: () => BrowserWindow | null;
  clock: Clock;
  platform?: NodeJS.Platform;
}

export interface Badges {
  show(facts: TrayFacts): void;
  /** A window was made or shown anew: its button has no overlay yet. */
  windowChanged(): void;
}

/** The number on dock and launcher (macOS, Linux) or over the taskbar's button (Windows, which has no number). */
export function createBadges({ icons, window, clock, platform = process.platform }: BadgeOptions): Badges {
  let last: TrayFacts | null = null;
  let count = 0;
  let overlaid: { on: BrowserWindow; name: string | null; description: string; critical: number } | null = null;

  function drawCount(next: number): void {
    if (next === count) return;
    count = next;
    app.setBadgeCount(next);
  }

  function drawOverlay(facts: TrayFacts, overlay: ReturnType<typeof badgeView>['overlay']): void {
    const on = window();
    if (on === null || on.isDestroyed()) {
      overlaid = null;
      return;
    }
    const before = overlaid?.on === on ? overlaid : null;
    const [name, description] = [overlay?.name ?? null, overlay?.description ?? ''];
    const { critical } = facts.unacknowledged;
    if (before === null || before.name !== name || before.description !== description)
      on.setOverlayIcon(name === null ? null : nativeImage.createFromPath(overlayFile(icons, name)), description);
    // Another one that is critical: the button asks for a look, once, until there was one.
    if (before !== null && critical > before.critical && !on.isFocused()) on.flashFrame(true);
    overlaid = { on, name, description, critical };
  }

  function draw(): void {
    if (last === null) return;
    const view = badgeView(last, clock.now());
    if (platform === 'win32') drawOverlay(last, view.overlay);
    else drawCount(view.count);
  }

  return {
    show(facts) {
      last = facts;
      draw();
    },
    windowChanged() {
      overlaid = null;
      draw();
    },
  };
}
