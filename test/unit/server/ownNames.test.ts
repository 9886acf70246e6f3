import { describe, expect, it } from 'vitest';
import { addressOf, ownNames } from '../../../server/http/ownNames.ts';
import { canOpenBrowser } from '../../../server/openBrowser.ts';

describe('names of the host', () => {
  it('are the address it listens on and the dashboard, as set right now', () => {
    let dashboard = '';
    const { isOwnName, isOwnOrigin } = ownNames('192.168.1.5', () => dashboard);
    expect(isOwnName('192.168.1.5')).toBe(true);
    expect(isOwnName('watch.example.com')).toBe(false);
    dashboard = 'https://watch.example.com/wk/';
    expect(isOwnName('watch.example.com')).toBe(true);
    expect(isOwnOrigin('https://watch.example.com')).toBe(true);
    expect(isOwnOrigin('http://watch.example.com')).toBe(false);
    expect(isOwnOrigin('https://watch.example.com.evil.com')).toBe(false);
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:4780'],
    ['::1', 'http://[::1]:4780'],
    ['0.0.0.0', 'http://127.0.0.1:4780'],
    ['::', 'http://127.0.0.1:4780'],
    ['watch.local', 'http://watch.local:4780'],
  ])('listening on %s it is found at %s', (host, address) => {
    expect(addressOf(host, 4780)).toBe(address);
  });
});

describe('opening a browser', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['linux', {}, false],
    ['linux', { DISPLAY: ':0', CI: 'true' }, false],
    ['darwin', {}, true],
    ['darwin', { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, false],
  ] as const)('on %s with %j: %s', (platform, env, expected) => {
    expect(canOpenBrowser({ platform, env })).toBe(expected);
  });
});
