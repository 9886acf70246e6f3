import { expect, it } from 'vitest';
import { elementQuery, fixedLengths, frameSelector } from '../../../../build/shadowStyles.mjs';

it.each([
  [':root', '[data-frame]'],
  [':root[data-theme="dark"]', '[data-frame][data-theme="dark"]'],
  [':root:is([data-watch="blind"])', '[data-frame]:is([data-watch="blind"])'],
  ['html', '[data-frame]'],
  ['body', '[data-frame]'],
  ['#root', '[data-frame]'],
  ['body > #root', '[data-frame] > [data-frame]'],
  ['*', '*'],
  ['.body', '.body'],
  ['.row html-like', '.row html-like'],
  ['tbody', 'tbody'],
  [':host([hidden])', ':host([hidden])'],
])('the rule for %s is for %s inside a board', (selector, inside) => {
  expect(frameSelector(selector)).toBe(inside);
});

it.each([
  ['0.8125rem', '13px'],
  ['1rem', '16px'],
  ['calc(1.75rem - 4px)', 'calc(28px - 4px)'],
  ['-0.5rem', '-8px'],
  ['min(520px, calc(100vw - 2 * var(--space-4)))', 'min(520px, calc(100cqi - 2 * var(--space-4)))'],
  ['0.02em 78dvh', '0.02em 78dvh'],
  ['var(--remote)', 'var(--remote)'],
])('the length %s does not follow the page around: %s', (length, fixed) => {
  expect(fixedLengths(length, 16)).toBe(fixed);
});

it.each([
  ['(max-width: 719px)', 'container', 'board (max-width: 719px)'],
  ['(min-width: 400px)', 'container', 'board (min-width: 400px)'],
  ['(max-height: 560px)', 'container', 'stage (max-height: 560px)'],
  ['(prefers-reduced-motion: reduce)', 'media', '(prefers-reduced-motion: reduce)'],
  ['(pointer: coarse)', 'media', '(pointer: coarse)'],
  ['(forced-colors: active)', 'media', '(forced-colors: active)'],
])('what %s asks is asked of the right thing: %s %s', (params, name, asked) => {
  expect(elementQuery(params)).toEqual({ name, params: asked });
});
