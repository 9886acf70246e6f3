import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../../core/adapters/clickhouse/connection.ts';
import { createConnection } from '../../../../core/adapters/clickhouse/createConnection.ts';
import { trustSystemCertificates } from '../../../../electron/machine/systemCertificates.ts';
import { createSystemNetwork } from '../../../../electron/machine/systemNetwork.ts';
import { Settings } from '../../../../shared/settings.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import { type HttpProxy, startHttpProxy } from '../../../support/httpProxy.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { privateCertificate } from '../../../support/privateCertificate.ts';
import { recordingLog } from '../../../support/recordingLog.ts';

const company = 'clickhouse.company.test';
/** Leads here, and is not among the names that always do. */
const thisMachine = '0.0.0.0';
const own = privateCertificate(company);
const patient = new AbortController().signal;
const before = tls.getCACertificates('default');

let server: Server;
let port: number;
let proxy: HttpProxy;
let connection: Connection | null;
let asked: string[];

beforeEach(async () => {
  standIn.reset();
  await standIn.becomeReady();
  connection = null;
  asked = [];
  proxy = await startHttpProxy(() => port);
});
afterEach(async () => {
  await connection?.close();
  await proxy.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  tls.setDefaultCACertificates(before);
});

/** A ClickHouse that knows its version. */
async function start(secure: boolean): Promise<void> {
  const answer: Parameters<typeof createHttpServer>[1] = (request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"meta":[],"data":[{"version":"26.7.1.1"}],"rows":1}');
  };
  server = secure
    ? createHttpsServer({ key: own.key, cert: own.certificate }, answer as Parameters<typeof createHttpsServer>[1])
    : createHttpServer(answer as Parameters<typeof createHttpServer>[0]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
}

function connectTo(url: string): Connection {
  const network = createSystemNetwork(new ManualClock());
  const where = Settings.parse({ connection: { url, allowUnencrypted: true } }).connection;
  const made = createConnection(where, 'secret', { agentFor: network.agentFor });
  if (!made.ok) throw new Error(made.error.message);
  connection = made.value;
  return made.value;
}

function systemSays(answer: string): void {
  standIn.setSystemProxy((url) => {
    asked.push(url);
    return answer;
  });
}

describe('a ClickHouse beyond this machine', () => {
  it('is reached through the proxy that the system names', async () => {
    await start(false);
    systemSays(`PROXY ${proxy.address}`);
    const connected = connectTo(`http://${company}:8123`);
    expect(await connected.version(patient)).toEqual({ ok: true, value: '26.7.1.1' });
    expect(await connected.version(patient)).toMatchObject({ ok: true });
    expect(proxy.requests).toHaveLength(2);
    expect(proxy.requests[0]).toMatch(new RegExp(`^http://${company}:8123/`));
    expect(proxy.sockets(), 'the connection to the proxy is kept').toBe(1);
    expect(asked[0], 'the system is asked about the server, not the query').toBe(`http://${company}:8123/`);
  });

  it('goes through the next proxy when one is down, and directly when the answer ends so', async () => {
    await start(false);
    systemSays(`PROXY 127.0.0.1:1; SOCKS5 127.0.0.1:1; PROXY ${proxy.address}; DIRECT`);
    expect(await connectTo(`http://${company}:8123`).version(patient)).toMatchObject({ ok: true });
    expect(proxy.requests).toHaveLength(1);
    await connection?.close();

    systemSays('PROXY 127.0.0.1:1; DIRECT');
    const direct = await connectTo(`http://${thisMachine}:${port}`).version(patient);
    expect(direct).toMatchObject({ ok: true });
  });

  it('fails with what is wrong when its only proxy is down', async () => {
    await start(false);
    systemSays('PROXY 127.0.0.1:1');
    const failure = await connectTo(`http://${company}:8123`).version(patient);
    expect(failure).toMatchObject({ ok: false, error: { code: 'unreachable' } });
  });

  it.each(['', 'nonsense', 'PROXY', 'FTP x:1'])('goes directly when the system says "%s"', async (answer) => {
    await start(false);
    systemSays(answer);
    expect(await connectTo(`http://${thisMachine}:${port}`).version(patient)).toMatchObject({ ok: true });
  });

  it('goes directly when the proxy settings cannot be read', async () => {
    await start(false);
    standIn.setSystemProxy(() => {
      throw new Error('the script of the proxy settings failed');
    });
    expect(await connectTo(`http://${thisMachine}:${port}`).version(patient)).toMatchObject({ ok: true });
  });
});

it('goes directly to a ClickHouse on this machine, whatever the system says', async () => {
  await start(false);
  systemSays(`PROXY ${proxy.address}`);
  expect(await connectTo(`http://127.0.0.1:${port}`).version(patient)).toMatchObject({ ok: true });
  expect(proxy.requests).toEqual([]);
  expect(asked).toEqual([]);
});

describe('a certificate that a company has signed itself', () => {
  beforeEach(async () => {
    await start(true);
    systemSays(`PROXY ${proxy.address}`);
  });

  it('is refused by itself', async () => {
    const failure = await connectTo(`https://${company}`).version(patient);
    expect(failure).toMatchObject({ ok: false, error: { code: 'tls' } });
  });

  it('is accepted once the system trusts it, through the tunnel of a proxy', async () => {
    const log = recordingLog();
    trustSystemCertificates(log, {
      getCACertificates: (type) => (type === 'system' ? [own.certificate] : before),
      setDefaultCACertificates: tls.setDefaultCACertificates,
    });
    const connected = connectTo(`https://${company}`);
    expect(await connected.version(patient)).toEqual({ ok: true, value: '26.7.1.1' });
    expect(await connected.version(patient)).toMatchObject({ ok: true });
    expect(proxy.tunnels, 'the tunnel is kept').toEqual([`${company}:443`]);
    expect(log.lines).toMatchObject([{ level: 'debug', fields: { count: 1 } }]);
  });
});

describe("the system's certificates", () => {
  beforeEach(() => start(false));

  it('are done without where the runtime cannot read them', () => {
    const log = recordingLog();
    trustSystemCertificates(log, {});
    expect(log.lines).toMatchObject([{ level: 'info' }]);
  });

  it('are done without when reading them fails', () => {
    const log = recordingLog();
    trustSystemCertificates(log, {
      getCACertificates: () => {
        throw new Error('no store');
      },
      setDefaultCACertificates: () => expect.unreachable(),
    });
    expect(log.lines).toMatchObject([{ level: 'warn' }]);
  });
});
