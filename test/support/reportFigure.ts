/** Prints one figure of a bench as one JSON line. Milliseconds, bytes and ratios are rounded to what can be told apart. */
export function reportFigure(bench: string, figures: Record<string, number | string>): void {
  const rounded = Object.entries(figures).map(([name, value]) => [
    name,
    typeof value === 'number' ? Number(value.toPrecision(4)) : value,
  ]);
  process.stdout.write(`${JSON.stringify({ bench, ...Object.fromEntries(rounded) })}\n`);
}
