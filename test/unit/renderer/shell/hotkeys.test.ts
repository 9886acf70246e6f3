import { expect, it } from 'vitest';
import { hotkeyOf } from '../../../../renderer/features/shell/hotkeys.ts';

const press = {
  key: 'a',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  isComposing: false,
};
const page = { editing: false, modal: false };

it.each([
  ['a key on the page', press, page, 'a'],
  ['a shortcut of the browser', { ...press, ctrlKey: true }, page, null],
  ['a shortcut of the system', { ...press, metaKey: true }, page, null],
  ['text being typed', press, { editing: true, modal: false }, null],
  ['a key in a dialog', press, { editing: false, modal: true }, null],
  ['a key that something else has used', { ...press, defaultPrevented: true }, page, null],
  ['a word being composed', { ...press, isComposing: true }, page, null],
])('%s', (_name, event, place, expected) => {
  expect(hotkeyOf(event, place)).toBe(expected);
});
