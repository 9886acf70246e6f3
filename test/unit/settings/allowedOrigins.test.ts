import { describe, expect, it } from 'vitest';
import { originsProblem, parseOrigins } from '../../../core/settings/allowedOrigins.ts';

describe('allowed origins', () => {
  it('are normalised as browsers send them', () => {
    expect(
      parseOrigins(' https://Portal.Example.com/ ,http://localhost:3000,, https://portal.example.com:443'),
    ).toEqual(['https://portal.example.com', 'http://localhost:3000']);
    expect(parseOrigins('')).toEqual([]);
  });

  it.each(['', 'https://portal.example.com', 'https://a.example:8443, http://127.0.0.1:3000, http://[::1]:80'])(
    'take %j',
    (list) => {
      expect(originsProblem(list)).toBeNull();
    },
  );

  it.each([
    ['*', '"*" would let every web page'],
    ['https://*.example.com', 'each ends after its host'],
    ['portal.example.com', 'must be a list of origins'],
    ['https://portal.example.com/board', 'each ends after its host'],
    ['https://user@portal.example.com', 'each ends after its host'],
    ['https://:secret@portal.example.com', 'each ends after its host'],
    ['javascript:alert(1)', 'must be a list of origins'],
    ['null', 'must be a list of origins'],
    ['file:///home/me/portal.html', 'must be a list of origins'],
    ['https://one.example;https://two.example', 'must be a list of origins'],
    ['https://one.example;', 'must be a list of origins'],
    ['https://one.example https://two.example', 'must be a list of origins'],
    ["https://'self'", 'must be a list of origins'],
    ['"https://portal.example.com"', 'must be a list of origins'],
    ['https://ok.example, http://plain.example.com', 'must begin with https://'],
  ])('refuse %j', (list, problem) => {
    expect(originsProblem(list)).toContain(problem);
  });
});
