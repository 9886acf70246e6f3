import { expect, it } from 'vitest';
import { createProxyChoice } from '../../../../electron/machine/proxyChoice.ts';
import { readProxyList } from '../../../../electron/machine/proxyList.ts';

it.each([
  ['DIRECT', [null]],
  ['PROXY proxy:3128', ['http://proxy:3128']],
  ['PROXY proxy:3128; DIRECT', ['http://proxy:3128', null]],
  [
    'HTTPS a:443;SOCKS b:1080 ; SOCKS5 c:1080;SOCKS4 d:1',
    ['https://a:443', 'socks4://b:1080', 'socks5h://c:1080', 'socks4://d:1'],
  ],
  ['PROXY [::1]:3128', ['http://[::1]:3128']],
  ['QUIC a:443; direct', [null]],
  ['PROXY', [null]],
  ['', [null]],
])('"%s" names %j', (answer, ways) => {
  expect(readProxyList(answer)).toEqual(ways);
});

it('remembers for a while which proxies answer', async () => {
  let now = 0;
  const tried: string[] = [];
  const up = new Set(['http://b:1']);
  const choose = createProxyChoice(
    async () => 'PROXY a:1; PROXY b:1; DIRECT',
    () => now,
    async (proxy) => {
      tried.push(proxy);
      return up.has(proxy);
    },
  );
  expect(await choose('https://x/')).toBe('http://b:1');
  expect(await choose('https://x/')).toBe('http://b:1');
  expect(tried).toEqual(['http://a:1', 'http://b:1']);

  up.clear();
  now += 60_000;
  expect(await choose('https://x/')).toBeNull();
  expect(tried).toEqual(['http://a:1', 'http://b:1', 'http://b:1']);

  up.add('http://a:1');
  now += 4 * 60_000;
  expect(await choose('https://x/'), 'the first is tried again after five minutes').toBe('http://a:1');
});

it('takes the only way out without a question', async () => {
  const choose = createProxyChoice(
    async () => 'PROXY a:1',
    () => 0,
    async () => expect.unreachable(),
  );
  expect(await choose('https://x/')).toBe('http://a:1');
});
