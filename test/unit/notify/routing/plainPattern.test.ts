import fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, it } from 'vitest';
import { plainPart } from '../../../../core/notify/routing/plainPattern.ts';

const values = (...names: string[]) => ({ values: new Set(names) });

it.each([
  ['checkout', values('checkout')],
  ['team-1|squad 1', values('team-1', 'squad 1')],
  ['a|', values('a', '')],
  ['', values('')],
  ['host-10[0-9]', { prefix: 'host-10' }],
  ['api.*', { prefix: 'api' }],
  ['api\\.shop', { prefix: 'api' }],
  ['hosts?', { prefix: 'host' }],
  ['x{0,3}', { prefix: '' }],
  ['😀*', { prefix: '' }],
  ['ab+', { prefix: 'ab' }],
  ['ab|c.', { prefix: '' }],
  ['(?i)checkout', { prefix: '' }],
  ['.*_high', { prefix: '' }],
])('%s begins plainly', (source, part) => {
  expect(plainPart(source)).toEqual(part);
});

it('says of no value what the expression does not', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    'ä',
    '😀',
    '-',
    '.',
    '*',
    '+',
    '?',
    '|',
    '{2}',
    '{0,1}',
    '[ab]',
    '\\.',
    '^',
    '$',
  );
  const sources = fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(''));
  const texts = fc
    .array(fc.constantFrom('a', 'b', 'ä', '😀', '-', '.'), { maxLength: 5 })
    .map((signs) => signs.join(''));
  fc.assert(
    fc.property(sources, fc.array(texts, { minLength: 1, maxLength: 20 }), (source, asked) => {
      const pattern = compiled(source);
      fc.pre(pattern !== null);
      const part = plainPart(source);
      for (const text of asked) {
        const matches = pattern?.testExact(text);
        if ('values' in part) expect(part.values.has(text)).toBe(matches);
        else if (matches) expect(text.startsWith(part.prefix)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

function compiled(source: string): RE2JS | null {
  try {
    return RE2JS.compile(source, RE2JS.DOTALL);
  } catch {
    return null;
  }
}
