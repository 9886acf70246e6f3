import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const root = join(import.meta.dirname, '../..');
let home: string;
test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'watchkeeper-e2e-'));
});
test.afterEach(() => rm(home, { recursive: true, force: true }));

// A terminal's Ctrl-C reaches every program of it; `kill` reaches npm alone.
for (const { how, end } of [
  { how: 'Ctrl-C', end: (pid: number) => process.kill(-pid, 'SIGINT') },
  { how: 'kill', end: (pid: number) => process.kill(pid, 'SIGTERM') },
]) {
  test(`npm start, ended with ${how}, leaves nothing behind`, async () => {
    const npm = spawn('npm', ['start', '--', '--no-open', '--no-demo', '--port', '0'], {
      cwd: root,
      env: { ...process.env, WATCHKEEPER_HOME: home },
      detached: true,
    });
    // Not before the last that writes to its output has ended: it may use its folder until then.
    const ended = once(npm, 'close');
    let said = '';
    npm.stdout.on('data', (chunk) => {
      said += chunk;
    });
    await expect.poll(() => said, { timeout: 30_000 }).toMatch(/token=/);
    const address = said.match(/http:\S+/)?.[0] ?? '';
    expect((await fetch(address, { redirect: 'manual' })).status).toBeLessThan(400);

    end(npm.pid ?? 0);
    await ended;
    const answers = () =>
      fetch(address).then(
        () => true,
        () => false,
      );
    await expect.poll(answers).toBe(false);
  });
}

test('npm start with a wrong flag says so in one sentence and ends with code 2', async () => {
  const npm = spawn('npm', ['--silent', 'start', '--', '--colour'], {
    cwd: root,
    env: { ...process.env, WATCHKEEPER_HOME: home },
  });
  let said = '';
  npm.stdout.on('data', (chunk) => {
    said += chunk;
  });
  npm.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => npm.once('close', resolve));
  expect(said.trim()).toMatch(/^--colour is not a flag of Watchkeeper\. .+$/);
  expect(code).toBe(2);
});
