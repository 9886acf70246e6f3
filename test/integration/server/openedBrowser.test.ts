import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HostProcess } from '../../support/hostProcess.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

it.runIf(process.platform === 'linux')(
  'the browser that is opened gets an address that works once, and never the token: others can read its arguments',
  async () => {
    await using temporary = await temporaryFolder();
    const folder = temporary.path;
    const programs = join(folder, 'programs');
    const opened = join(folder, 'opened');
    await mkdir(programs);
    await writeFile(
      join(programs, 'xdg-open'),
      `#!/bin/sh\necho "$@" > "${opened}.part" && mv "${opened}.part" "${opened}"\n`,
    );
    await chmod(join(programs, 'xdg-open'), 0o700);
    const env = { PATH: `${programs}:${process.env.PATH}`, DISPLAY: ':99' };
    const host = await HostProcess.start({ folder, args: ['--no-demo'], env, open: true });
    try {
      await expect.poll(() => readFile(opened, 'utf8').catch(() => null), { timeout: 10_000 }).not.toBeNull();
      const address = (await readFile(opened, 'utf8')).trim();
      expect(address.startsWith(`${host.url}/?token=`)).toBe(true);
      expect(address).not.toContain(host.token);
      const first = await fetch(address, { redirect: 'manual' });
      const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
      expect((await fetch(`${host.url}/api/health`, { headers: { cookie } })).status).toBe(200);
      expect((await fetch(address, { redirect: 'manual' })).status).toBe(401);
      const code = new URL(address).searchParams.get('token') ?? '';
      const asBearer = { authorization: `Bearer ${code}` };
      expect((await fetch(`${host.url}/api/health`, { headers: asBearer })).status).toBe(401);
    } finally {
      await host.stop();
    }
  },
);
