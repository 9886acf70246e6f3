import { describe, expect, it } from 'vitest';
import { chooseHost, flagsAgain, surroundings } from '../../../build/hostChoice.mjs';

const everything = { runtime: true, display: true, superuser: false };

describe('npm start', () => {
  it('runs the desktop where its runtime and a display are', () => {
    expect(chooseHost([], everything)).toEqual({ host: 'desktop', flags: [] });
    expect(chooseHost(['--demo', '--fresh'], everything)).toEqual({ host: 'desktop', flags: ['--demo', '--fresh'] });
  });

  it.each([
    ['there is no runtime', [], { ...everything, runtime: false }],
    ['there is no display', [], { ...everything, display: false }],
    ['it runs as root', [], { ...everything, superuser: true }],
    ['it is asked for', ['--browser'], everything],
    ['a port is named', ['--port', '0'], everything],
    ['an address is named', ['--host=0.0.0.0'], everything],
    ['no page is to open', ['--no-open'], everything],
  ])('runs the browser host where %s', (_, flags, here) => {
    expect(chooseHost([...flags, '--demo'], here)).toEqual({
      host: 'browser',
      flags: [...flags.filter((flag) => flag !== '--browser'), '--demo'],
    });
  });

  it('fetches the runtime where the desktop is asked for', () => {
    const here = { ...everything, runtime: false };
    expect(chooseHost(['--desktop', '--no-demo'], here)).toEqual({ host: 'desktop', flags: ['--no-demo'] });
  });

  it.each([
    [['--desktop', '--browser'], everything, '--desktop and --browser cannot both hold', 2],
    [['--desktop', '--port=1'], everything, '--port=1 is for the browser host', 2],
    [['--desktop'], { ...everything, display: false }, '--desktop needs a display', 1],
    [['--desktop'], { ...everything, superuser: true }, '--desktop does not run as root', 1],
  ])('%j is one sentence where it cannot be', (flags, here, beginning, exitCode) => {
    const choice = chooseHost(flags, here);
    expect(choice).toMatchObject({ host: null, exitCode });
    expect(choice.problem?.startsWith(beginning), choice.problem).toBe(true);
    expect(choice.problem).not.toContain('\n');
  });
});

it.each([
  ['linux', {}, 1000, { display: false, superuser: false }],
  ['linux', { DISPLAY: ':0' }, 0, { display: true, superuser: true }],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, { display: true, superuser: false }],
  ['darwin', {}, 0, { display: true, superuser: false }],
  ['win32', {}, undefined, { display: true, superuser: false }],
])('on %s with %j as user %s there is %j', (platform, env, uid, here) => {
  expect(surroundings({ platform, env, uid })).toEqual(here);
});

describe('a host that ended', () => {
  it('stays ended, unless its exit code asks for more', () => {
    for (const code of [0, 1, 2, 130, null]) expect(flagsAgain(['--demo'], code, 'browser')).toBeNull();
  });

  it('opens a page once more where the port is another one', () => {
    expect(flagsAgain(['--port', '0'], 75, 'browser')).toEqual(['--port', '0']);
    expect(flagsAgain(['--port=0', '--no-open'], 75, 'browser')).toEqual(['--port=0', '--no-open']);
  });

  it('of the desktop knows nothing of pages', () => {
    expect(flagsAgain(['--fresh', '--hidden'], 76, 'desktop')).toEqual(['--demo']);
  });
});
