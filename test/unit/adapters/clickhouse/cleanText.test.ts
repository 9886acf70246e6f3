import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../../core/adapters/clickhouse/cleanText.ts';

describe('text of others', () => {
  it.each([
    ['plain', 'plain'],
    ['  two\r\nlines\t', 'two lines'],
    ['bell\u0007, escape \u001b[31m, null \u0000', 'bell, escape [31m, null'],
    ['turned \u202earound\u202c', 'turned around'],
    ['\ufeffmark', 'mark'],
    ['hid\u{e0068}\u{e0069}den soft\u00adly\u061c', 'hidden softly'],
    ['日本 👩‍🚀 é', '日本 👩‍🚀 é'],
    ['<script>', '<script>'],
  ])('%j becomes %j', (text, clean) => expect(cleanText(text, 100)).toBe(clean));

  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['😀😀😀', 2, '😀…'],
  ])('%s is cut to %d characters without breaking one', (text, length, cut) =>
    expect(cleanText(text, length)).toBe(cut),
  );

  it('is never longer than asked and never holds a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 50 }), (text, length) => {
        const clean = cleanText(text, length);
        expect([...clean].length).toBeLessThanOrEqual(length);
        expect(clean).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
