import { describe, expect, it } from 'vitest';
import { readBoardOptions } from '../../../../renderer/embed/boardOptions.ts';

const script = 'https://watch.example.com/embed/watchkeeper-board.js';
const read = (attributes: Record<string, string>) => readBoardOptions((name) => attributes[name] ?? null, script);

describe('the attributes of a board', () => {
  it('name a host and a token', () => {
    expect(read({ host: 'http://127.0.0.1:4780', token: 'abc' }).address).toEqual({
      host: 'http://127.0.0.1:4780',
      token: 'abc',
    });
  });

  it('without a host mean the one that the script came from', () => {
    expect(read({ token: 'abc' }).address?.host).toBe('https://watch.example.com');
    expect(read({ host: '', token: 'abc' }).address?.host).toBe('https://watch.example.com');
  });

  it('of a host take the origin alone', () => {
    expect(read({ host: 'https://someone:secret@watch.example.com/alerts?q=1', token: 'abc' }).address?.host).toBe(
      'https://watch.example.com',
    );
  });

  it.each(['watch.example.com', 'javascript:alert(1)', 'file:///etc/passwd', 'ftp://watch.example.com', '//x'])(
    'are told that this is no host: %s',
    (host) => {
      const { address, problem } = read({ host, token: 'abc' });
      expect(address).toBeNull();
      expect(problem).toContain('“host”');
    },
  );

  it.each(['', '  ', 'two words', 'pass\nword', 'schlüssel'])('are told that this is no token: %j', (token) => {
    const { address, problem } = read({ token });
    expect(address).toBeNull();
    expect(problem).toContain('“token”');
  });

  it('unknown or absent, ask for the overview as the system is', () => {
    for (const attributes of [{}, { view: 'pie', theme: 'purple', density: 'tiny' }]) {
      expect(read(attributes)).toMatchObject({ view: 'overview', theme: 'system', density: 'comfortable' });
    }
  });

  it('ask for what they name', () => {
    expect(read({ view: 'timeline', theme: 'light', density: 'compact' })).toMatchObject({
      view: 'timeline',
      theme: 'light',
      density: 'compact',
    });
  });
});
