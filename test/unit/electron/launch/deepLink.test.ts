import { expect, it } from 'vitest';
import { alertIdOf, isOwnLink } from '../../../../electron/launch/deepLink.ts';

const id = '0123456789abcdef';

it('names the alert of a link', () => {
  expect(alertIdOf(`watchkeeper://alert/${id}`)).toBe(id);
});

it.each([
  ['another scheme', `https://alert/${id}`],
  ['another host', `watchkeeper://settings/${id}`],
  ['no host', `watchkeeper:alert/${id}`],
  ['one slash', `watchkeeper:/alert/${id}`],
  ['a longer path', `watchkeeper://alert/${id}/acknowledge`],
  ['a slash at the end', `watchkeeper://alert/${id}/`],
  ['a query', `watchkeeper://alert/${id}?acknowledge`],
  ['a fragment', `watchkeeper://alert/${id}#x`],
  ['a user', `watchkeeper://root@alert/${id}`],
  ['a port', `watchkeeper://alert:80/${id}`],
  ['a scheme in capitals', `WATCHKEEPER://alert/${id}`],
  ['a host in capitals', `watchkeeper://ALERT/${id}`],
  ['an id in capitals', `watchkeeper://alert/${id.toUpperCase()}`],
  ['percent-encoding', 'watchkeeper://alert/%30123456789abcde'],
  ['an encoded slash', 'watchkeeper://alert/..%2f..%2fetc'],
  ['going up', 'watchkeeper://alert/../settings'],
  ['an id that is too short', `watchkeeper://alert/${id.slice(1)}`],
  ['an id that is too long', `watchkeeper://alert/${id}0`],
  ['no id', 'watchkeeper://alert/'],
  ['letters that are not of an id', 'watchkeeper://alert/0123456789abcdeg'],
  ['digits of another script', 'watchkeeper://alert/०१२३४५६७८९abcdef'],
  ['a line break after it', `watchkeeper://alert/${id}\n`],
  ['a line before it', `x\nwatchkeeper://alert/${id}`],
  ['a space before it', ` watchkeeper://alert/${id}`],
  ['a script', 'javascript:alert(1)'],
  ['very much', `watchkeeper://alert/${'0'.repeat(1_000_000)}`],
  ['nothing', ''],
])('a link with %s names none', (_, link) => {
  expect(alertIdOf(link)).toBeNull();
});

it('knows what is meant for it, however it is written', () => {
  expect(isOwnLink('WatchKeeper:whatever')).toBe(true);
  expect(isOwnLink('--watchkeeper')).toBe(false);
});
