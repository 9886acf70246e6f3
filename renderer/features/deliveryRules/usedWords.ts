const mostNamed = 4;

/** `A, B, C, D and 3 more`. */
export function namedRoutes(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return more > 0 ? `${names.slice(0, mostNamed).join(', ')} and ${more} more` : names.join(', ');
}

export const usedWords = (names: readonly string[]): string =>
  names.length === 0 ? 'No route uses it.' : `Used by ${namedRoutes(names)}.`;
