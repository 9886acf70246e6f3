import { expect, it } from 'vitest';
import { withAlpha } from '../../../../renderer/charts/withAlpha.ts';

it('replaces the opacity of a theme colour', () => {
  expect(withAlpha('rgba(229, 72, 77, 1)', 0.16)).toBe('rgba(229, 72, 77, 0.16)');
  expect(withAlpha('rgba(91, 103, 117, 0.16)', 0.5)).toBe('rgba(91, 103, 117, 0.5)');
});

it('refuses a colour that the theme cannot have read', () => {
  expect(() => withAlpha('#e5484d', 0.5)).toThrow('Not a theme colour: #e5484d');
});
