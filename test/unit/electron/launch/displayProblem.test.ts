import { expect, it } from 'vitest';
import { displayProblem } from '../../../../electron/launch/displayProblem.ts';

it.each([
  ['linux', { DISPLAY: ':0' }, []],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, []],
  ['linux', {}, ['--ozone-platform=headless']],
  ['linux', {}, ['--headless']],
  ['darwin', {}, []],
  ['win32', {}, []],
] as const)('on %s with %j and %j there is a place for windows', (platform, env, argv) => {
  expect(displayProblem({ platform, env, argv })).toBeNull();
});

it('on Linux without one it is a sentence, and what to do instead', () => {
  const problem = displayProblem({ platform: 'linux', env: { DISPLAY: '' }, argv: ['electron', '.', '--hidden'] });
  expect(problem).toMatch(/^Watchkeeper needs a display.*npm start -- --browser\.$/);
});
