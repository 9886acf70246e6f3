/** The `rgba(r, g, b, a)` colour of the chart theme with another opacity, 0..1. */
export function withAlpha(colour: string, alpha: number): string {
  const parts = /^rgba\((\d+), (\d+), (\d+), [\d.]+\)$/.exec(colour);
  if (!parts) throw new Error(`Not a theme colour: ${colour}`);
  return `rgba(${parts[1]}, ${parts[2]}, ${parts[3]}, ${alpha})`;
}
