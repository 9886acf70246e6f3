/** `policy`, `policy 2` …: the first that none of them has. */
export function freeName(base: string, taken: readonly string[]): string {
  let count = 1;
  const name = () => (count === 1 ? base : `${base} ${count}`);
  while (taken.includes(name())) count++;
  return name();
}
