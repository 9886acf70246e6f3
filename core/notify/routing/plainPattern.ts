/** Signs that mean something else than themselves in a regular expression (RE2). */
const special = /[\\.+*?()|[\]{}^$]/;

/** `values`: exactly these match, nothing has to be asked of the expression. `prefix`: what matches begins with it. */
export type PlainPart = { values: ReadonlySet<string> } | { prefix: string };

/**
 * What can be told of a regular expression that has to match the whole value without running it: most of them are a few
 * names, or begin with one. An empty prefix tells nothing.
 */
export function plainPart(source: string): PlainPart {
  const names = source.split('|');
  if (!names.some((name) => special.test(name))) return { values: new Set(names) };
  // One alternative says nothing of the others.
  if (names.length > 1) return { prefix: '' };
  const end = source.search(special);
  // The sign before one of these may be there any number of times, none included.
  const isOptional = ['*', '?', '{'].includes(source.charAt(end));
  const certain = [...source.slice(0, end)];
  return { prefix: (isOptional ? certain.slice(0, -1) : certain).join('') };
}
