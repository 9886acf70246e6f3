/** Compares versions such as "21.9.5.16" part by part; parts that are missing count as 0. */
export function isOlderThan(version: string, other: string): boolean {
  const a = version.split('.').map(Number);
  const b = other.split('.').map(Number);
  for (let part = 0; part < Math.max(a.length, b.length); part++) {
    const difference = (a[part] ?? 0) - (b[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
