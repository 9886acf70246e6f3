import { expect, it } from 'vitest';
import type { BoardView } from '../../../../renderer/embed/boardOptions.ts';
import { insideBoard, startOf } from '../../../../renderer/embed/boardPaths.ts';

it.each<[BoardView, string, string | null]>([
  ['overview', '/', '/'],
  ['overview', '/alerts?severity=critical', '/alerts?severity=critical'],
  ['overview', '/alerts/a1?q=x', '/alerts/a1?q=x'],
  // What narrows the rows below the panels leads to rows, since there are none below.
  ['overview', '/?severity=high&range=24h', '/alerts?severity=high&range=24h'],
  ['overview', '/?type=revenue_drop&range=24h', '/alerts?type=revenue_drop&range=24h'],
  // A brushed span is zoomed where it was brushed.
  ['timeline', '/?from=2026-03-10T12:00:00.000Z', '/?from=2026-03-10T12:00:00.000Z'],
  ['timeline', '/alerts?status=active', '/alerts?status=active'],
  ['table', '/', '/alerts'],
  ['table', '/?q=x', '/alerts?q=x'],
  ['table', '/alerts/a1', '/alerts/a1'],
  ['overview', '/health', null],
  ['table', '/setup', null],
  ['table', '/nowhere', null],
  ['table', '/alerts/a1/more', null],
])('%s shows %s at %s', (view, to, inside) => {
  expect(insideBoard(view, to)).toBe(inside);
});

it.each<BoardView>(['overview', 'table', 'timeline'])('%s starts with a path of its own', (view) => {
  expect(insideBoard(view, startOf(view))).toBe(startOf(view));
});
