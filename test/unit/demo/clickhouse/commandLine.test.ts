import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../../../demo/clickhouse/commandLine.ts';

describe('readCommandLine', () => {
  it('needs a folder, and has a default for everything else', () => {
    expect(readCommandLine(['--data', 'd'], {})).toEqual({
      ok: true,
      value: { port: 8123, dataFolder: 'd', timezone: 'UTC', user: 'default', password: '' },
    });
    expect(readCommandLine([], {})).toMatchObject({ ok: false, message: expect.stringMatching(/^--data must/) });
  });

  it('takes user and password from the environment, and flags before those', () => {
    const environment = { EMBEDDED_CLICKHOUSE_USER: 'oncall', EMBEDDED_CLICKHOUSE_PASSWORD: 'secret' };
    expect(readCommandLine(['--data', 'd'], environment)).toMatchObject({
      value: { user: 'oncall', password: 'secret' },
    });
    expect(readCommandLine(['--data', 'd', '--user', 'me'], environment)).toMatchObject({
      value: { user: 'me', password: 'secret' },
    });
  });

  it.each([
    [['--data', 'd', '--port', '65536'], '--port must be a number from 0 to 65535, not "65536".'],
    [['--data', 'd', '--port=-1'], '--port must be a number from 0 to 65535, not "-1".'],
    [['--data', ''], '--data must name the folder that holds the tables.'],
    [
      ['--data', 'd', '--timezone', 'Nowhere/City'],
      '--timezone must be an IANA name such as Europe/Berlin, not "Nowhere/City".',
    ],
    [['--date', 'd'], `Unknown option '--date'.`],
  ])('explains %j', (args, message) => {
    expect(readCommandLine(args, {})).toEqual({ ok: false, message });
  });
});
