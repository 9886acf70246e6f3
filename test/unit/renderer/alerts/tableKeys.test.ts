import { describe, expect, it } from 'vitest';
import { commandOf, moveCursor } from '../../../../renderer/features/alerts/tableKeys.ts';

describe('keys of the table', () => {
  it.each([
    ['j', false, { kind: 'move', by: 1 }],
    ['ArrowUp', false, { kind: 'move', by: -1 }],
    ['x', false, { kind: 'select', extend: false }],
    ['X', true, { kind: 'select', extend: true }],
    ['a', false, { kind: 'acknowledge', withNote: false }],
    ['A', true, { kind: 'acknowledge', withNote: true }],
    ['s', false, { kind: 'snooze' }],
    ['m', false, { kind: 'silence' }],
    ['l', false, { kind: 'label' }],
    ['Enter', false, { kind: 'open' }],
    ['Escape', false, { kind: 'close' }],
    ['q', false, null],
  ] as const)('%s (shift %s)', (key, shiftKey, command) => {
    expect(commandOf({ key, shiftKey })).toEqual(command);
  });
});

describe('the cursor', () => {
  it.each([
    [null, 1, 5, 0],
    [null, -1, 5, 4],
    [0, -1, 5, 0],
    [4, 1, 5, 4],
    [2, 1, 5, 3],
    [7, 1, 5, 4],
    [3, 1, 0, null],
  ] as const)('from %s by %s of %s rows lands on %s', (cursor, by, total, expected) => {
    expect(moveCursor(cursor, by, total)).toBe(expected);
  });
});
