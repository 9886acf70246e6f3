import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/desktop-traps.md'), 'utf8');

const rows = [...page.matchAll(/^\| (\d+) \| (.+?) \| (.+) \|$/gm)].map(([, number, what = '', checks = '']) => ({
  number: Number(number),
  what,
  checks: [...checks.matchAll(/`([^`]+)` “([^”]+)”/g)].map(([, file = '', name = '']) => ({ file, name })),
}));

describe('the page of what goes wrong on desktops', () => {
  it('has a line for each of the forty', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it.each(rows)('names for $number ($what) checks that are there', ({ checks }) => {
    expect(checks).not.toEqual([]);
    for (const { file, name } of checks) {
      expect(existsSync(join(root, file)), file).toBe(true);
      const test = readFileSync(join(root, file), 'utf8').replaceAll("\\'", "'");
      expect(test, `${file}: ${name}`).toContain(name);
    }
  });
});
