/** The value at a dotted path; undefined where the path leads nowhere. */
export function valueAt(root: unknown, path: string): unknown {
  let value: unknown = root;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** A copy of `root` with another value at a dotted path; what lies beside the path is shared with the original. */
export function withValueAt<T>(root: T, path: string, value: unknown): T {
  const [key = '', ...rest] = path.split('.');
  const branch = (root ?? {}) as Record<string, unknown>;
  return { ...branch, [key]: rest.length === 0 ? value : withValueAt(branch[key], rest.join('.'), value) } as T;
}
