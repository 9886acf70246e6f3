import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { reasonOf } from '../../core/adapters/files/dataFolder.ts';
import { failed, ok, type Result } from '../../shared/problem.ts';

/** Asks the person where to keep a file, and puts it there for this account alone; false when they changed their mind. */
export async function askAndSave(name: string, content: Uint8Array): Promise<Result<boolean>> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('downloads'), name),
    filters: [{ name: 'Zip archive', extensions: ['zip'] }],
  });
  if (canceled || !filePath) return ok(false);
  try {
    await writeFile(filePath, content, { mode: 0o600 });
    return ok(true);
  } catch (cause) {
    return failed('storage', `The file was not saved: ${reasonOf(cause)} (${filePath}). Choose another place.`, false);
  }
}
