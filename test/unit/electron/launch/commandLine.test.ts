import { describe, expect, it } from 'vitest';
import { readLaunch } from '../../../../electron/launch/commandLine.ts';

const id = '0123456789abcdef';
const nothingAsked = { demo: null, fresh: false, hidden: false, alertId: null };
const installed = (...args: string[]) => readLaunch(['/opt/Watchkeeper/watchkeeper', ...args], true);
const fromSources = (...args: string[]) => readLaunch(['/x/electron', ...args], false);

describe('the command line of the desktop app', () => {
  it('asks for nothing by itself', () => {
    expect(installed()).toEqual({ ok: true, launch: nothingAsked });
    expect(fromSources('/home/me/watchkeeper')).toEqual({ ok: true, launch: nothingAsked });
  });

  it('takes every flag', () => {
    expect(installed('--demo', '--fresh', '--hidden')).toMatchObject({
      launch: { demo: true, fresh: true, hidden: true },
    });
    expect(fromSources('.', '--desktop', '--no-demo')).toMatchObject({ launch: { demo: false } });
  });

  it('takes the alert of a link, wherever it stands', () => {
    expect(installed(`watchkeeper://alert/${id}`)).toMatchObject({ ok: true, launch: { alertId: id } });
    expect(fromSources('.', '--demo', `watchkeeper://alert/${id}`)).toMatchObject({ launch: { alertId: id } });
  });

  it.each([`watchkeeper://alert/${id}?x`, 'watchkeeper://settings', 'WATCHKEEPER:', 'watchkeeper://alert/..'])(
    'starts as ever with a link that names no alert: %s',
    (link) => {
      expect(installed(link)).toEqual({ ok: true, launch: nothingAsked });
    },
  );

  it.each([
    ['--no-sandbox'],
    ['--type=gpu-process'],
    ['--enable-features=UseOzonePlatform'],
    ['--ozone-platform-hint=auto'],
    ['--allow-file-access-from-files'],
    ['--original-process-start-time=13300000000000000'],
    ['-psn_0_1234567'],
    ['-Embedding'],
    ['-ToastActivated'],
    ['--updated'],
    ['--inspect=0', '--remote-debugging-port=0'],
  ])('pays no heed to what the system adds: %s', (...args) => {
    expect(installed(...args, '--hidden')).toEqual({ ok: true, launch: { ...nothingAsked, hidden: true } });
  });

  it('pays no heed to a file that a test tool loads first', () => {
    expect(fromSources('-r', '/tools/loader.js', '--inspect=0', '/home/me/watchkeeper', '--demo')).toMatchObject({
      ok: true,
      launch: { demo: true },
    });
  });

  it.each([
    [['--port', '4780'], '--port is not a flag of Watchkeeper.'],
    [['--demoo'], '--demoo is not a flag of Watchkeeper.'],
    [['--nam'], '--nam is not a flag of Watchkeeper.'],
    [['-v'], '-v is not a flag of Watchkeeper.'],
    [['/etc/passwd'], '/etc/passwd is not a flag of Watchkeeper.'],
    [['-r', 'x.js'], '-r is not a flag of Watchkeeper.'],
    [['--demo=yes'], '--demo takes no value.'],
    [['--demo', '--no-demo'], '--demo and --no-demo cannot both hold'],
    [['--fresh', '--no-demo'], '--fresh clears'],
  ])('%j is one sentence that names the flag', (args, beginning) => {
    const reading = installed(...args);
    const problem = reading.ok ? '' : reading.problem;
    expect(problem.startsWith(beginning), problem).toBe(true);
    expect(problem).not.toContain('\n');
  });

  it('takes one folder to run, and no second', () => {
    expect(fromSources('.', 'elsewhere')).toMatchObject({ ok: false });
  });
});
