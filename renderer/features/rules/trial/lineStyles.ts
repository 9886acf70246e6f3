import type { ChartTheme } from '../../../charts/chartTheme.ts';

interface LineStyle {
  /** Of its mark in the legend, for the style sheet. */
  name: string;
  colour(theme: ChartTheme): string;
  type: 'solid' | 'dotted';
}

/** Six lines that can be told apart without any colour that means a severity. */
export const lineStyles: readonly [LineStyle, ...LineStyle[]] = [
  { name: 'first', colour: ({ line }) => line, type: 'solid' },
  { name: 'second', colour: ({ accent }) => accent, type: 'solid' },
  { name: 'third', colour: ({ mean }) => mean, type: 'solid' },
  { name: 'fourth', colour: ({ line }) => line, type: 'dotted' },
  { name: 'fifth', colour: ({ accent }) => accent, type: 'dotted' },
  { name: 'sixth', colour: ({ mean }) => mean, type: 'dotted' },
];
