import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of all files below a folder; null where it cannot be read. What goes meanwhile does not count. */
export async function folderSize(folder: string): Promise<number | null> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    let bytes = 0;
    for (const entry of entries) {
      if (entry.isFile()) bytes += await sizeOf(join(entry.parentPath, entry.name));
    }
    return bytes;
  } catch {
    return null;
  }
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );
