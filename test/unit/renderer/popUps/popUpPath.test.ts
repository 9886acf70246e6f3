import { expect, it } from 'vitest';
import { ownPath, popUpPath } from '../../../../renderer/features/popUps/popUpPath.ts';

it.each([
  [['a1'], '/alerts/a1'],
  [['a/1 ?'], '/alerts/a%2F1%20%3F'],
  [['a1', 'a2'], '/alerts'],
  [[], '/'],
])('alerts %j are opened at %s', (alertIds, path) => {
  expect(popUpPath({ alertIds })).toBe(path);
});

it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', 'alerts/a1', 'javascript:alert(1)', null, 7])(
  'a message that says %j leads nowhere',
  (value) => {
    expect(ownPath(value)).toBeNull();
  },
);

it('a message with a path of the app leads there', () => {
  expect(ownPath('/alerts/a1')).toBe('/alerts/a1');
});
