import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPinoLog } from '../../../core/adapters/log/createPinoLog.ts';
import { createRedactor } from '../../../core/adapters/log/redact.ts';
import { openRotatingFile } from '../../../core/adapters/log/rotatingFile.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  temporary = await temporaryFolder();
});
afterEach(() => temporary[Symbol.asyncDispose]());

function aLog({ debug = false, known = [] as string[] } = {}) {
  const path = join(temporary.path, 'logs', 'watchkeeper.log');
  // A day that does not end between two lines.
  const file = openRotatingFile(path, { now: () => 0 });
  let terminal = '';
  const write = (text: string) => {
    terminal += text;
  };
  const log = createPinoLog({ file, terminal: { write }, debug, redact: createRedactor(() => known) });
  return {
    log,
    file,
    path,
    terminal: () => terminal,
    lines: async () => (await readFile(path, 'utf8')).trim().split('\n'),
  };
}

describe('the log', () => {
  it('writes JSON lines to a file of this account, and warnings in short form to the terminal', async () => {
    const { log, lines, path, terminal, file } = aLog();
    log.child('monitor').child('slack').info('Sent', { receiver: 'slack', attempts: 2 });
    log.warn('Poll failed', { code: 'timeout', error: new Error('boom') });
    log.debug('Not of interest');
    file.close();
    const entries = (await lines()).map((line) => JSON.parse(line));
    expect(entries).toMatchObject([
      { level: 30, name: 'monitor.slack', msg: 'Sent', receiver: 'slack', attempts: 2 },
      { level: 40, msg: 'Poll failed', code: 'timeout', error: { message: 'boom' } },
    ]);
    expect(terminal()).toMatch(/^\d\d:\d\d:\d\d warning Poll failed \(code timeout, error boom\)\n$/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['a webhook', 'POST https://hooks.slack.com/services/T0/B0/PLANTED failed'],
    ['an address with a password', 'connect http://oncall:PLANTED@clickhouse:8123/ refused'],
    ['a query', 'GET https://host/path?query=SELECT%20PLANTED failed'],
    ['a bearer token', 'authorization: Bearer PLANTEDPLANTED'],
    ['a password in words', 'password=PLANTED user=oncall'],
    ['a token in JSON', 'body {"token": "PLANTED"}'],
  ])('takes %s out of messages and fields', async (_, text) => {
    const { log, lines, terminal, file } = aLog({ debug: true });
    log.warn(text, { text, nested: { text }, error: new Error(text, { cause: new Error(text) }) });
    file.close();
    expect((await lines()).join() + terminal()).not.toContain('PLANTED');
  });

  it.each(['password', 'token', 'authorization', 'passphrase', 'secret', 'webhookUrl', 'cookie'])(
    'takes the value of a field named %s out',
    async (name) => {
      const { log, lines, file } = aLog();
      log.info('x', { [name]: 'PLANTED', nested: { [name]: 'PLANTED' } });
      file.close();
      expect((await lines()).join()).not.toContain('PLANTED');
    },
  );

  it('takes every known secret out, wherever and however written', async () => {
    const known = ['qu"ote\\secret', 'http://127.0.0.1:9/hook-secret'];
    const { log, lines, terminal, file } = aLog({ known, debug: true });
    log.error(`failed with ${known[0]}`, { url: known[1], deep: { list: known, path: known.map(encodeURIComponent) } });
    file.close();
    const text = (await lines()).join() + terminal();
    expect(text).not.toMatch(/ote(\\|%5C)secret/);
    expect(text).not.toContain('hook-secret');
    for (const line of await lines()) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('keeps what others wrote from steering the terminal, or from looking like a line of its own', () => {
    const { log, terminal, file } = aLog();
    log.warn('A row is odd', { row: '\u001b[2J\u001b]0;x\u0007\n12:00:00 all is well\u202e\r\u009b1m' });
    file.close();
    expect(terminal().trimEnd()).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(terminal()).toContain('all is well');
  });

  it('is bounded: old lines go, the newest stay', async () => {
    const folder = join(temporary.path, 'logs');
    const file = openRotatingFile(join(folder, 'w.log'), { maxBytes: 1000, kept: 2 });
    for (let i = 0; i < 100; i++) file.write(`${String(i).padStart(99)}\n`);
    file.close();
    expect((await readdir(folder)).sort()).toEqual(['w.log', 'w.log.1', 'w.log.2']);
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(1000);
    expect((await readFile(join(folder, 'w.log'), 'utf8')).trim().endsWith('99')).toBe(true);
  });
});
