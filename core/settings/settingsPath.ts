type Tree = { [key: string]: unknown };

/** The value at a dotted path such as `connection.url`; undefined where the path leads nowhere. */
export function valueAt(tree: unknown, path: string): unknown {
  let current = tree;
  for (const key of path.split('.')) {
    if (!isTree(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** A copy of `tree` with the value at `path` replaced; undefined removes it. Branches on the way are made. */
export function withValueAt<T>(tree: T, path: string, value: unknown): T {
  const [key, ...rest] = path.split('.') as [string, ...string[]];
  const copy: Tree = isTree(tree) ? { ...tree } : {};
  if (rest.length > 0) copy[key] = withValueAt(copy[key], rest.join('.'), value);
  else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy as T;
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
