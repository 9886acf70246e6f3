import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** Ways in which something at ClickHouse's address can fail to be the ClickHouse that is wanted. */
export type Fault =
  /** Takes the question and never answers. */
  | 'hang'
  /** Sends headers and half of an answer, then nothing more. */
  | 'stall'
  /** Closes the connection without an answer. */
  | 'cut'
  /** Closes the connection in the middle of a chunked answer. */
  | 'cutInAnswer'
  /** Closes the connection in the middle of an answer of announced length. */
  | 'cutInLength'
  /** Ends an answer early but in good order, as a proxy does. */
  | 'shortened'
  /** Never stops answering. */
  | 'endless'
  | 'htmlPage'
  | 'gatewayError'
  | 'redirect'
  | 'empty'
  /** Answers with status 200, then fails and writes its exception into the stream. */
  | 'exceptionInStream'
  /** The same, as newer servers write it into JSON. */
  | 'exceptionInJson'
  | 'wrongPassword'
  /** What a user with readonly=1 meets: any setting is refused. */
  | 'strictUser'
  /** A server from before query parameters. */
  | 'tooOld'
  | 'overloaded'
  /** The port of the native protocol, which answers HTTP with one line. */
  | 'nativePort'
  /** Something that does not speak HTTP. */
  | 'notHttp';

export interface FaultyClickHouse {
  url: string;
  /** The fault from now on. */
  become(fault: Fault): void;
  /** Questions so far: their text and the names in their address. */
  requests: { sql: string; parameters: string[] }[];
  openSockets(): number;
  stop(): Promise<void>;
}

const ownParameters = new Set(['query_id', 'query', 'database', 'default_format']);

/** A double that fails in the way it is told to; listens on loopback. */
export async function startFaultyClickHouse(fault: Fault): Promise<FaultyClickHouse> {
  let current = fault;
  const requests: FaultyClickHouse['requests'] = [];
  const sockets = new Set<Socket>();
  const http = createHttpServer((request, response) => {
    void receive(request).then((sql) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://double');
      requests.push({ sql, parameters: [...searchParams.keys()].filter((name) => !ownParameters.has(name)) });
      answer(current, sql, searchParams, response);
    });
  });
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    if (current === 'notHttp') socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    else http.emit('connection', socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    become(next) {
      current = next;
    },
    requests,
    openSockets: () => sockets.size,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function receive(request: IncomingMessage): Promise<string> {
  let sql = '';
  try {
    for await (const chunk of request) sql += String(chunk);
  } catch {
    // The asker hung up: what it said until then is all there is.
  }
  return sql;
}

const json = { 'Content-Type': 'application/json; charset=UTF-8' };
const begun = '{"meta":[{"name":"a","type":"UInt8"}],"data":[{"a":1},';

function answer(fault: Fault, sql: string, search: URLSearchParams, response: ServerResponse): void {
  const settings = [...search.keys()].filter((name) => !ownParameters.has(name) && !name.startsWith('param_'));
  switch (fault) {
    case 'hang':
      return;
    case 'stall':
      response.writeHead(200, json).write(begun);
      return;
    case 'cut':
      response.destroy();
      return;
    case 'cutInAnswer':
      response.writeHead(200, json).write(begun, () => setImmediate(() => response.destroy()));
      return;
    case 'cutInLength':
      response
        .writeHead(200, { ...json, 'Content-Length': 5000 })
        .write(begun, () => setImmediate(() => response.destroy()));
      return;
    case 'shortened':
      response.writeHead(200, json).end(begun);
      return;
    case 'endless':
      response.writeHead(200, json);
      pour(response);
      return;
    case 'htmlPage':
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><title>Sign in</title></html>');
      return;
    case 'gatewayError':
      response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>Bad Gateway</html>');
      return;
    case 'redirect':
      response.writeHead(302, { Location: 'https://login.example.com/' }).end();
      return;
    case 'empty':
      response.writeHead(200, json).end();
      return;
    case 'exceptionInStream':
      response
        .writeHead(200, json)
        .end(`${begun}Code: 241. DB::Exception: Memory limit exceeded: SELECT 'hunter2'. (MEMORY_LIMIT_EXCEEDED)\n`);
      return;
    case 'exceptionInJson':
      response
        .writeHead(200, json)
        .end(
          '{"meta":[],"data":[],"rows":0,"exception":"Code: 159. DB::Exception: Timeout exceeded. (TIMEOUT_EXCEEDED)"}',
        );
      return;
    case 'wrongPassword':
      refuse(response, 403, 516, 'default: Authentication failed: password is incorrect. (AUTHENTICATION_FAILED)');
      return;
    case 'overloaded':
      refuse(response, 500, 202, 'Too many simultaneous queries. Maximum: 100. (TOO_MANY_SIMULTANEOUS_QUERIES)');
      return;
    case 'strictUser':
      if (settings.length > 0)
        refuse(response, 500, 164, `Cannot modify '${settings[0]}' setting in readonly mode. (READONLY)`);
      else response.writeHead(200, json).end('{"meta":[],"data":[{"version":"24.8.1.1"}],"rows":1}');
      return;
    case 'tooOld':
      answerOld(sql, response);
      return;
    case 'nativePort':
      response
        .writeHead(400, { 'Content-Type': 'text/plain' })
        .end('Port 9000 is for clickhouse-client program\r\nYou must use port 8123 for HTTP.\r\n');
      return;
    case 'notHttp':
      response.destroy();
  }
}

function pour(response: ServerResponse): void {
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

function refuse(response: ServerResponse, status: number, code: number, text: string): void {
  response
    .writeHead(status, { 'Content-Type': 'text/plain', 'X-ClickHouse-Exception-Code': String(code) })
    .end(`Code: ${code}. DB::Exception: ${text} (version 24.8.1.1 (official build))\n`);
}

/** The shape of 18.16: no header with the code, no name of the exception, and braces are a syntax error. */
function answerOld(sql: string, response: ServerResponse): void {
  if (sql.includes('version()')) {
    response
      .writeHead(200, json)
      .end('{"meta":[{"name":"version","type":"String"}],"data":[{"version":"18.16.1"}],"rows":1}');
    return;
  }
  response
    .writeHead(400, { 'Content-Type': 'text/plain' })
    .end(
      'Code: 62, e.displayText() = DB::Exception: Syntax error: failed at position 38: {name:String}, e.what() = DB::Exception\n',
    );
}
