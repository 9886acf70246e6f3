import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// Read as text: the test runner hands style sheets out empty.
const sheet = (name: string) => readFileSync(new URL(`../../../../renderer/styles/${name}`, import.meta.url), 'utf8');
const tokens = sheet('tokens.css');
const watch = sheet('watch.css');

type Theme = 'light' | 'dark';

/** The colours of one theme, by token. `over` re-points some of them. */
function coloursOf(theme: Theme, ...sheets: string[]): Map<string, string> {
  const colours = new Map<string, string>();
  for (const sheet of sheets) {
    for (const [, name, light, dark] of sheet.matchAll(/(--[\w-]+):\s*light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)) {
      if (name && light && dark) colours.set(name, theme === 'light' ? light : dark);
    }
    for (const [, name, other] of sheet.matchAll(/(--[\w-]+):\s*var\((--[\w-]+)\)/g)) {
      const colour = colours.get(other ?? '');
      if (name && colour) colours.set(name, colour);
    }
  }
  return colours;
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const severities = ['critical', 'high', 'medium', 'low'];
const grounds = ['--surface-0', '--surface-1', '--surface-2', '--surface-hover', '--surface-selected'];
const pair = (of: string[], on: string[]) => of.flatMap((text) => on.map((ground) => [text, ground] as const));

/** Words: 4.5:1. */
const texts = [
  ...pair(['--text', '--text-muted'], [...grounds, ...severities.map((severity) => `--severity-${severity}-tint`)]),
  ...pair(
    severities.map((severity) => `--severity-${severity}-text`),
    grounds,
  ),
  ...severities.map((severity) => [`--severity-${severity}-text`, `--severity-${severity}-tint`] as const),
  ...pair(
    ['--accent', '--success-text', '--danger-text', '--freshness-live', '--freshness-late-text'],
    ['--surface-0', '--surface-1', '--surface-2'],
  ),
  ['--accent-on', '--accent'] as const,
  ['--accent-on', '--accent-hover'] as const,
  ['--text-inverse', '--surface-inverse'] as const,
];

/** Shapes, edges of controls and the ring of the focus: 3:1. */
const shapes = [
  ...pair(
    severities.map((severity) => `--severity-${severity}`),
    ['--surface-0', '--surface-1', '--surface-2'],
  ),
  ...severities.map((severity) => [`--severity-${severity}`, `--severity-${severity}-tint`] as const),
  ...pair(
    ['--freshness-live', '--freshness-late', '--freshness-blind', '--border-control', '--focus'],
    ['--surface-0', '--surface-1'],
  ),
];

describe.each(['light', 'dark'] as const)('colours of the %s theme', (theme) => {
  describe.each([
    ['live', coloursOf(theme, tokens)],
    ['blind', coloursOf(theme, tokens, watch)],
  ])('while %s', (_watch, colours) => {
    const measure = (one: string, other: string) => {
      const [first, second] = [colours.get(one), colours.get(other)];
      if (!first || !second) throw new Error(`${first ? other : one} is not a colour of this theme.`);
      return contrast(first, second);
    };
    it.each(texts)('%s can be read on %s', (text, ground) => {
      expect(measure(text, ground)).toBeGreaterThanOrEqual(4.5);
    });
    it.each(shapes)('%s can be told from %s', (shape, ground) => {
      expect(measure(shape, ground)).toBeGreaterThanOrEqual(3);
    });
  });
});

it('finds every colour token: a new one must be written the same way', () => {
  const written = [...tokens.matchAll(/light-dark\(#/g)].length;
  expect(coloursOf('dark', tokens).size).toBe(written);
});
