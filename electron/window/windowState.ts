/** Where the window was, in the system's points. */
export interface WindowState {
  x: number;
  y: number;
  width: number;
  height: number;
  maximised: boolean;
}

interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const smallest = { width: 400, height: 420 };
const first = { width: 1280, height: 860 };
/** So much of the title bar has to be on a screen that a hand can take it. */
const grip = { width: 120, height: 32 };

/**
 * Where to open: as it was, where a screen still shows that; else as large as it was in the middle of the first screen.
 * Without `x` and `y` the system chooses the place. `workAreas` begin with the first screen's.
 */
export function placeWindow(
  state: WindowState | null,
  workAreas: readonly Area[],
): { width: number; height: number; x?: number; y?: number } {
  const wanted = state !== null && isSane(state) ? state : null;
  const holding = wanted && workAreas.find((area) => holdsGrip(area, wanted));
  const area = holding ?? workAreas[0];
  const within = (size: number, least: number, most: number) => Math.max(least, Math.min(Math.round(size), most));
  const width = within(wanted?.width ?? first.width, smallest.width, area?.width ?? first.width);
  const height = within(wanted?.height ?? first.height, smallest.height, area?.height ?? first.height);
  return wanted && holding ? { x: Math.round(wanted.x), y: Math.round(wanted.y), width, height } : { width, height };
}

function isSane({ x, y, width, height }: WindowState): boolean {
  return [x, y, width, height].every((value) => Number.isFinite(value) && Math.abs(value) < 100_000);
}

function holdsGrip(area: Area, { x, y, width }: WindowState): boolean {
  const shown = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return shown >= grip.width && y >= area.y && y + grip.height <= area.y + area.height;
}
