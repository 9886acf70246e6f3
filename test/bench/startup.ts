// From `npm start` to `live`, everything installed and built, the demo writing its day of history.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../e2e/support/process.ts';
import { reportFigure } from '../support/reportFigure.ts';

const home = await mkdtemp(join(tmpdir(), 'watchkeeper-bench-'));
try {
  const first = await timeToLive();
  const again = await timeToLive();
  reportFigure('startup', { firstStartMs: first, laterStartMs: again, targetMs: 10_000 });
} finally {
  await rm(home, { recursive: true, force: true });
}

async function timeToLive(): Promise<number> {
  const startedAt = performance.now();
  const program = startProgram('build/start.mjs', ['--demo', '--no-open', '--port', '0'], { WATCHKEEPER_HOME: home });
  try {
    const [address] = await program.said(/http:\/\/\S+token=\S+/);
    const url = new URL(address);
    const headers = { authorization: `Bearer ${url.searchParams.get('token')}` };
    for (;;) {
      const response = await fetch(new URL('/api/health', url), { headers });
      const health = (await response.json()) as { status: string };
      if (health.status === 'live') return Math.round(performance.now() - startedAt);
      if (performance.now() - startedAt > 120_000) throw new Error(`not live within two minutes: ${health.status}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await program.stop();
  }
}
