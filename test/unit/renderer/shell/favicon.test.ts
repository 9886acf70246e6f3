import { expect, it } from 'vitest';
import type { TabIcon } from '../../../../renderer/features/shell/documentTitle.ts';
import { favicon } from '../../../../renderer/features/shell/favicon.ts';

const icons: TabIcon[] = ['critical', 'high', 'medium', 'low', 'live', 'late', 'blind', 'starting'];
const svg = (icon: TabIcon, count: number) => decodeURIComponent(favicon(icon, count).replace(/^[^,]*,/, ''));
const shape = (icon: TabIcon) => svg(icon, 0).replace(/(fill|stroke)="[^"]*"/g, '');

it('is a picture of its own: the one for "no connection" could not be fetched without one', () => {
  expect(favicon('blind', 0)).toMatch(/^data:image\/svg\+xml,/);
});

it('every state has a shape of its own, not a colour alone', () => {
  expect(new Set(icons.map(shape)).size).toBe(icons.length);
});

it.each([
  ['critical', 1, '>1<'],
  ['critical', 9, '>9<'],
  ['critical', 10, '>9+<'],
  ['high', 250, '>9+<'],
  ['late', 3, '>3<'],
] as const)('%s with %i shows %s', (icon, count, text) => {
  expect(svg(icon, count)).toContain(text);
});

it('without a count it has no number', () => {
  for (const icon of icons) expect(svg(icon, 0)).not.toContain('<text');
});
