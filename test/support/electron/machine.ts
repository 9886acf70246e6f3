import { EventEmitter } from 'node:events';
import type { Display, Point, Rectangle } from 'electron';
import { anEvent } from './event.ts';
import { needReady, onlyOn, onReset, world } from './world.ts';

export type PowerEvent = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'shutdown' | 'on-ac' | 'on-battery';

let idleSeconds = 0;
let idleState: 'active' | 'idle' | 'locked' | 'unknown' = 'active';
let onBattery = false;

type ImplementedPower = Pick<
  Electron.PowerMonitor,
  'getCurrentThermalState' | 'getSystemIdleState' | 'getSystemIdleTime' | 'isOnBatteryPower' | 'onBatteryPower'
>;

class PowerMonitor extends EventEmitter implements ImplementedPower {
  override on(event: string | symbol, listener: (...args: unknown[]) => void): this {
    // Electron waits for ready by itself, but only because a listener may come late; one that is early hides a mistake.
    needReady('powerMonitor');
    return super.on(event, listener);
  }

  getCurrentThermalState(): 'nominal' {
    onlyOn('powerMonitor.getCurrentThermalState', 'darwin');
    return 'nominal';
  }

  getSystemIdleState(): typeof idleState {
    needReady('powerMonitor');
    return idleState;
  }

  getSystemIdleTime(): number {
    needReady('powerMonitor');
    return idleSeconds;
  }

  isOnBatteryPower(): boolean {
    return onBattery;
  }

  get onBatteryPower(): boolean {
    return onBattery;
  }
}

export const powerMonitor = new PowerMonitor();

export function setIdle(state: typeof idleState, seconds: number): void {
  idleState = state;
  idleSeconds = seconds;
}

/** What happens to the machine; a system that does not tell of it tells nothing here either. */
export function power(event: PowerEvent): void {
  const untold =
    world.platform === 'linux'
      ? ['lock-screen', 'unlock-screen', 'on-ac', 'on-battery']
      : world.platform === 'win32'
        ? ['shutdown']
        : [];
  if (event === 'on-battery' || event === 'on-ac') onBattery = event === 'on-battery';
  if (!untold.includes(event)) powerMonitor.emit(event, anEvent());
}

let systemDark = false;
let themeSource: 'system' | 'light' | 'dark' = 'system';

type ImplementedTheme = Pick<
  Electron.NativeTheme,
  | 'inForcedColorsMode'
  | 'prefersReducedTransparency'
  | 'shouldDifferentiateWithoutColor'
  | 'shouldUseDarkColors'
  | 'shouldUseDarkColorsForSystemIntegratedUI'
  | 'shouldUseHighContrastColors'
  | 'shouldUseInvertedColorScheme'
  | 'themeSource'
>;

class NativeTheme extends EventEmitter implements ImplementedTheme {
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  readonly shouldDifferentiateWithoutColor = false;
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;

  get shouldUseDarkColors(): boolean {
    return themeSource === 'system' ? systemDark : themeSource === 'dark';
  }

  /** The taskbar's or menu bar's, which the application's own theme does not change. */
  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return systemDark;
  }

  get themeSource(): typeof themeSource {
    return themeSource;
  }

  set themeSource(source: typeof themeSource) {
    const before = this.shouldUseDarkColors;
    themeSource = source;
    if (this.shouldUseDarkColors !== before) this.emit('updated');
  }
}

export const nativeTheme = new NativeTheme();

export function setSystemTheme(theme: 'dark' | 'light'): void {
  systemDark = theme === 'dark';
  nativeTheme.emit('updated');
}

const oneDisplay: Display = {
  accelerometerSupport: 'unknown',
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  colorDepth: 24,
  colorSpace: '',
  depthPerComponent: 8,
  detected: true,
  displayFrequency: 60,
  id: 1,
  internal: false,
  label: 'Display',
  maximumCursorSize: { width: 64, height: 64 },
  monochrome: false,
  nativeOrigin: { x: 0, y: 0 },
  rotation: 0,
  scaleFactor: 1,
  size: { width: 1920, height: 1080 },
  touchSupport: 'unavailable',
  workArea: { x: 0, y: 30, width: 1920, height: 1050 },
  workAreaSize: { width: 1920, height: 1050 },
};

let displays: Display[] = [oneDisplay];

type ImplementedScreen = Pick<
  Electron.Screen,
  'getAllDisplays' | 'getCursorScreenPoint' | 'getDisplayMatching' | 'getDisplayNearestPoint' | 'getPrimaryDisplay'
>;

class Screen extends EventEmitter implements ImplementedScreen {
  getAllDisplays(): Display[] {
    needReady('screen');
    return displays;
  }

  getCursorScreenPoint(): Point {
    needReady('screen');
    return { x: 0, y: 0 };
  }

  getDisplayMatching(rectangle: Rectangle): Display {
    return this.getDisplayNearestPoint(rectangle);
  }

  getDisplayNearestPoint(point: Point): Display {
    needReady('screen');
    const holds = ({ bounds }: Display) =>
      point.x >= bounds.x &&
      point.x < bounds.x + bounds.width &&
      point.y >= bounds.y &&
      point.y < bounds.y + bounds.height;
    return displays.find(holds) ?? this.getPrimaryDisplay();
  }

  getPrimaryDisplay(): Display {
    needReady('screen');
    return displays[0] ?? oneDisplay;
  }
}

export const screen = new Screen();

/** The displays from now on, as they are plugged; the first is the main one. */
export function setDisplays(bounds: readonly Rectangle[]): void {
  const before = displays;
  displays = bounds.map((one, index) => ({
    ...oneDisplay,
    id: index + 1,
    bounds: one,
    size: { width: one.width, height: one.height },
    workArea: one,
    workAreaSize: { width: one.width, height: one.height },
  }));
  for (const gone of before.slice(displays.length)) screen.emit('display-removed', anEvent(), gone);
  for (const added of displays.slice(before.length)) screen.emit('display-added', anEvent(), added);
}

onReset(() => {
  idleSeconds = 0;
  idleState = 'active';
  onBattery = false;
  systemDark = false;
  themeSource = 'system';
  displays = [oneDisplay];
  for (const emitter of [powerMonitor, nativeTheme, screen]) emitter.removeAllListeners();
});
