import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

const programs = ['prometheus-alertmanager', 'alertmanager'];

/** Null where it is not installed. */
export function findAlertmanager(): { program: string; version: string } | null {
  for (const program of programs) {
    try {
      const said = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      return { program, version: /version (\S+)/.exec(said)?.[1] ?? 'of unknown version' };
    } catch {}
  }
  return null;
}

/** Prometheus' Alertmanager as a peer to compare with: critical alerts go to `webhook` at once, all others to nobody. */
export class AlertmanagerProcess {
  readonly child: ChildProcess;
  readonly url: string;

  private constructor(program: string, folder: string, port: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.child = spawn(
      program,
      [
        `--config.file=${join(folder, 'alertmanager.yml')}`,
        `--storage.path=${join(folder, 'alertmanager')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
        '--log.level=error',
      ],
      { stdio: 'ignore' },
    );
  }

  static async start(program: string, folder: string, webhook: string): Promise<AlertmanagerProcess> {
    writeFileSync(
      join(folder, 'alertmanager.yml'),
      `route:
  receiver: nobody
  group_by: ['alertname']
  group_wait: 0s
  repeat_interval: 1h
  routes:
    - receiver: webhook
      matchers: ['severity="critical"']
receivers:
  - name: nobody
  - name: webhook
    webhook_configs:
      - url: ${webhook}
        send_resolved: false
`,
    );
    const peer = new AlertmanagerProcess(program, folder, await freePort());
    await eventually(async () => {
      if (!(await fetch(`${peer.url}/-/ready`)).ok) throw new Error('Alertmanager is not ready.');
    });
    return peer;
  }

  async get<T>(path: string): Promise<T> {
    return (await fetch(`${this.url}/api/v2${path}`)).json() as Promise<T>;
  }

  async post(path: string, body: unknown): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${this.url}/api/v2${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    await exited;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
