/** The fields in which two values differ. */
export function changedFields<Value extends object>(one: Value, other: Value): (keyof Value & string)[] {
  return (Object.keys(one) as (keyof Value & string)[]).filter((field) => !isSame(one[field], other[field]));
}

/** By value; the order of keys says nothing. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) =>
    isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
  );
}
