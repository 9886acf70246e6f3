// A main process that does nothing but use what the real one depends on, to see each of them work inside one ES module.
import { createClient } from '@clickhouse/client';
import { app } from 'electron';
import Store from 'electron-store';
import electronUpdater from 'electron-updater';
import { ProxyAgent } from 'proxy-agent';
import { createPinoLog } from '../../../core/adapters/log/createPinoLog.ts';
import { openStore } from '../../../core/adapters/sqlite/openStore.ts';
import { systemClock } from '../../../core/adapters/system/systemClock.ts';
import packageJson from '../../../package.json' with { type: 'json' };

const [folder = ''] = process.argv.slice(2);
const lines: string[] = [];
const log = createPinoLog({
  file: { write: (line: string) => lines.push(line), close() {} } as never,
  terminal: null,
  debug: false,
  redact: (line) => line,
});
log.info('pino writes', { error: new Error('with an error') });

const settings = new Store({ cwd: folder, name: 'settings', schema: { count: { type: 'number' } } });
settings.set('count', 7);

const store = openStore(`${folder}/watchkeeper.db`, { clock: systemClock, log });
const agent = new ProxyAgent({ getProxyForUrl: () => 'http://127.0.0.1:9' });
const clickhouse = createClient({ url: 'http://127.0.0.1:9' });

process.stdout.write(
  JSON.stringify({
    version: packageJson.version,
    ready: app.isReady(),
    logged: lines.length,
    stored: settings.get('count'),
    database: store.ok && store.value.describe().alerts,
    updater: electronUpdater.autoUpdater.autoDownload,
    agent: typeof agent.connect,
    clickhouse: typeof clickhouse.query,
  }),
);
agent.destroy();
await clickhouse.close();
