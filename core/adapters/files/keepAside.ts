import { copyFileSync, renameSync } from 'node:fs';

/** Puts a file that cannot be used out of the way, never over another; returns its new path, or null when it stayed. */
export function keepAside(path: string, now: number, how: 'move' | 'copy' = 'move'): string | null {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = `${path}.broken-${stamp}`;
  try {
    if (how === 'move') renameSync(path, aside);
    else copyFileSync(path, aside);
    return aside;
  } catch {
    return null;
  }
}
