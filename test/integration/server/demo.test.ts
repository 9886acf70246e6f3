import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DemoState } from '../../../shared/demo.ts';
import type { Health } from '../../../shared/health.ts';
import { EventStream } from '../../support/eventStream.ts';
import { eventually } from '../../support/eventually.ts';
import { HostProcess } from '../../support/hostProcess.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let host: HostProcess;
beforeEach(async () => {
  temporary = await temporaryFolder();
});
afterEach(async () => {
  // With a farewell: its ClickHouse has let go of the folder then.
  await host.stop();
  await temporary[Symbol.asyncDispose]();
});

const start = async (...args: string[]) => {
  host = await HostProcess.start({ folder: temporary.path, args });
};
const isLive = async () => expect((await host.json<Health>('/api/health')).status).toBe('live');
const clickhouseUrl = async () => (await host.json<DemoState>('/api/demo/scenarios')).clickhouseUrl;
const isReachable = (url: string) =>
  fetch(`${url}/ping`).then(
    () => true,
    () => false,
  );

// A start takes three seconds on a machine that does nothing else.
describe('the demo', { timeout: 120_000 }, () => {
  it('runs when nothing is set up, has a story to tell, and leaves no process behind', async () => {
    await start();
    expect(await host.json<Health>('/api/health')).toMatchObject({ demo: true, status: 'starting' });
    await eventually(isLive, 60_000);
    const { total } = await host.json<{ total: number }>('/api/alerts');
    expect(total).toBeGreaterThan(3);
    const url = await clickhouseUrl();
    expect(await isReachable(url)).toBe(true);
    expect((await host.stop()).code).toBe(0);
    expect(await isReachable(url)).toBe(false);
  });

  it.runIf(process.platform === 'linux')(
    'is blind as soon as its ClickHouse is gone, and sees again by itself',
    async () => {
      await start();
      await eventually(isLive, 60_000);
      const stream = await EventStream.open(`${host.url}/api/stream`, { authorization: `Bearer ${host.token}` });
      await stream.next();
      const children = await readFile(`/proc/${host.child.pid}/task/${host.child.pid}/children`, 'utf8');
      const [clickhouse] = children.trim().split(' ').map(Number);
      // 0 would be everybody in this process's group.
      if (!clickhouse) throw new Error('The host has no ClickHouse to kill.');
      process.kill(clickhouse, 'SIGKILL');
      const told: string[] = [];
      while (!(told.includes('blind') && told.at(-1) === 'live')) {
        const event = await stream.next();
        if (event?.data.kind === 'health') told.push(event.data.health.status);
        if (event === null) break;
      }
      expect(told).toContain('blind');
      expect(told.at(-1)).toBe('live');
      await stream.cut();
    },
  );

  it('starts anew with --fresh and touches nothing that is not its own', async () => {
    const home = join(temporary.path, 'home');
    await mkdir(join(home, 'demo'), { recursive: true });
    await writeFile(join(home, 'watchkeeper.db'), 'the real book');
    await writeFile(join(home, 'demo', 'notes.txt'), 'mine');
    await writeFile(join(home, 'demo', 'watchkeeper.db'), 'left by a demo that was damaged');
    await start('--demo', '--fresh');
    await eventually(isLive, 60_000);
    expect((await host.json<Health>('/api/health')).notices).toEqual([]);
    expect(await readFile(join(home, 'watchkeeper.db'), 'utf8')).toBe('the real book');
    expect(await readFile(join(home, 'demo', 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('leaves no process behind when Ctrl-C comes from the terminal and from the parent process', async () => {
    await start();
    await eventually(isLive, 60_000);
    const url = await clickhouseUrl();
    const ended = host.stop('SIGINT');
    host.child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).not.toContain('ended unasked');
    expect(await isReachable(url)).toBe(false);
    expect(await readdir(join(temporary.path, 'home', 'demo'))).not.toContain('demo-connection.json');
  });

  it('starts again at once after its host was killed', async () => {
    await start();
    await eventually(isLive, 60_000);
    await host.stop('SIGKILL');
    await start();
    await eventually(isLive, 60_000);
    expect((await host.json<Health>('/api/health')).notices).toEqual([]);
  });

  it('starts a scenario that is asked for while the shop is still being set up', async () => {
    await start();
    const response = await host.post('/api/demo/scenarios', { scenario: 'checkout_broken' });
    const started = (await response.json()) as DemoState;
    expect(started.scenarios.filter(({ running }) => running).map(({ scenario }) => scenario)).toEqual([
      'checkout_broken',
    ]);
  });

  it('can be left while it is still being set up', async () => {
    await start();
    const url = await clickhouseUrl();
    expect((await host.stop()).code).toBe(0);
    if (url !== '') expect(await isReachable(url)).toBe(false);
  });

  it('that cannot start leaves a host that is blind and says why', async () => {
    await mkdir(join(temporary.path, 'home', 'demo'), { recursive: true });
    await writeFile(join(temporary.path, 'home', 'demo', 'clickhouse'), 'a file where a folder has to be');
    await start();
    await eventually(async () => {
      const health = await host.json<Health>('/api/health');
      expect(health.status).not.toMatch(/live|starting/);
      expect(health.notices).toMatchObject([{ code: 'demoFailed', severity: 'error' }]);
    }, 60_000);
  });
});
