import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { askAndSave } from '../../../../electron/machine/askAndSave.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const content = new TextEncoder().encode('zip');
beforeEach(async () => {
  standIn.reset({ packaged: true });
  await standIn.becomeReady();
});

it('keeps the file where the person says, for this account alone', async () => {
  await using temporary = await temporaryFolder();
  const path = join(temporary.path, 'mine.zip');
  standIn.answers.saveDialog.push(path);
  expect(await askAndSave('watchkeeper.zip', content)).toEqual({ ok: true, value: true });
  expect(standIn.asked.saveDialogs[0]?.defaultPath).toMatch(/watchkeeper\.zip$/);
  expect(await readFile(path, 'utf8')).toBe('zip');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('keeps nothing for a person who changed their mind', async () => {
  expect(await askAndSave('watchkeeper.zip', content)).toEqual({ ok: true, value: false });
});

it('says why it could not', async () => {
  standIn.answers.saveDialog.push('/nonexistent/folder/mine.zip');
  expect(await askAndSave('watchkeeper.zip', content)).toMatchObject({
    ok: false,
    error: { code: 'storage', message: expect.stringContaining('/nonexistent/folder/mine.zip') },
  });
});
