import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../../server/commandLine.ts';

describe('the command line', () => {
  it('has defaults', () => {
    expect(readCommandLine([])).toEqual({
      ok: true,
      options: { port: 4780, host: '127.0.0.1', open: true, demo: null, fresh: false },
    });
  });

  it('takes every flag', () => {
    expect(readCommandLine(['--browser', '--port=0', '--host', '0.0.0.0', '--no-open', '--demo', '--fresh'])).toEqual({
      ok: true,
      options: { port: 0, host: '0.0.0.0', open: false, demo: true, fresh: true },
    });
    expect(readCommandLine(['--no-demo'])).toMatchObject({ options: { demo: false } });
  });

  it.each([
    [['--prot', '1'], '--prot is not a flag of Watchkeeper.'],
    [['--port', '1', '--colour=red'], '--colour is not a flag of Watchkeeper.'],
    [['-v'], '-v is not a flag of Watchkeeper.'],
    [['serve'], 'serve is not a flag of Watchkeeper.'],
    [['--port'], '--port needs a value.'],
    [['--port', '--demo'], '--port needs a value.'],
    [['--demo=yes'], '--demo takes no value.'],
    [['--port', 'http'], '--port must be a whole number'],
    [['--port', '65536'], '--port must be a whole number'],
    [['--port', '-1'], '--port must be a whole number'],
    [['--host', ''], '--host must be an address'],
    [['--demo', '--no-demo'], '--demo and --no-demo cannot both hold'],
    [['--fresh', '--no-demo'], '--fresh clears'],
    [['--desktop'], '--desktop needs the desktop app'],
  ])('%j is one sentence that names the flag', (args, beginning) => {
    const reading = readCommandLine(args);
    expect(reading.ok).toBe(false);
    const problem = reading.ok ? '' : reading.problem;
    expect(problem.startsWith(beginning), problem).toBe(true);
    expect(problem).not.toContain('\n');
  });
});
