import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { counts, manners, palette, severityIcon, stateIcon, states } from '../../../../build/icons/composeIcon.ts';
import { planPageIcons } from '../../../../build/icons/iconPlan.ts';
import { severityMarks, severityOutlines } from '../../../../renderer/components/severityOutlines.ts';
import { severities } from '../../../../shared/severity.ts';

const root = join(import.meta.dirname, '../../../..');
const themes = ['dark', 'light'] as const;

beforeAll(async () => {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
});

const draw = (svg: string, width: number) => new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render();
/** How much of each pixel is covered, 0 to 1: the shape without its colour. */
const cover = (svg: string, width = 16) => {
  const { pixels } = draw(svg, width);
  return Array.from({ length: width * width }, (_, index) => (pixels[index * 4 + 3] ?? 0) / 255);
};
/** Pixels that are there in one and not in the other. */
const difference = (a: number[], b: number[]) =>
  a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0);

describe('at 16 pixels, without any colour,', () => {
  it('each state is told from each other', () => {
    const shapes = states.map((state) => cover(stateIcon(state, null)));
    for (const [index, shape] of shapes.entries())
      for (const other of shapes.slice(index + 1)) expect(difference(shape, other)).toBeGreaterThan(20);
  });

  it('each severity is told from each other, and from each state', () => {
    const shapes = [
      ...severities.map((severity) => cover(severityIcon(severity, 'now', null, 'dark'))),
      ...states.map((state) => cover(stateIcon(state, null))),
    ];
    for (const [index, shape] of shapes.slice(0, severities.length).entries())
      for (const other of shapes.slice(index + 1)) expect(difference(shape, other)).toBeGreaterThan(15);
  });

  it.each(severities)('%s looks different when it is late and when it is paused', (severity) => {
    for (const count of counts) {
      const [asNow, late, paused] = manners.map((manner) => cover(severityIcon(severity, manner, count, 'dark')));
      for (const [one, other] of [
        [asNow, late],
        [asNow, paused],
        [late, paused],
      ])
        expect(difference(one ?? [], other ?? []), count).toBeGreaterThan(5);
    }
  });

  it('each number is told from each other', () => {
    for (const severity of severities)
      for (const manner of manners) {
        const shapes = counts.map((count) => cover(severityIcon(severity, manner, count, 'dark')));
        for (const [index, shape] of shapes.entries())
          for (const other of shapes.slice(index + 1)) expect(difference(shape, other)).toBeGreaterThan(2);
      }
  });
});

describe('colours', () => {
  it('have at least 3:1 on the panels they are for; those for light panels on black ones too', () => {
    for (const theme of themes)
      for (const [name, colour] of Object.entries(palette[theme])) {
        expect(contrast(colour, '#1c1c1c'), `${theme} ${name} on black`).toBeGreaterThanOrEqual(3);
        if (theme === 'light') expect(contrast(colour, '#f3f3f3'), `${name} on white`).toBeGreaterThanOrEqual(3);
      }
  });

  it('are green for live alone', () => {
    for (const theme of themes)
      for (const [name, colour] of Object.entries(palette[theme])) {
        const [red = 0, green = 0, blue = 0] = channels(colour);
        expect(green > red * 1.3 && green > blue * 1.2, `${theme} ${name}`).toBe(name === 'live');
      }
  });
});

it("the shapes are the page's own", async () => {
  const shapes = await readFile(join(root, 'build/icons/shapes.svg'), 'utf8');
  for (const severity of severities) {
    expect(shapes).toContain(`id="${severity}" d="${severityOutlines[severity]}"`);
    const mark = severityMarks[severity];
    expect(shapes.includes(`id="${severity}-mark"`)).toBe(mark !== undefined);
    if (mark !== undefined) expect(shapes).toContain(`id="${severity}-mark" d="${mark}"`);
  }
});

it('the icons kept for the page are those that the source draws now', async () => {
  for (const { path, svg, sizes } of planPageIcons()) {
    const kept = await readFile(join(root, 'renderer/public/icons', path));
    expect(kept.equals(draw(svg, sizes[0] ?? 0).asPng()), `${path}: run build/icons/drawIcons.ts --page`).toBe(true);
  }
});

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
