/** For a field of date and time on this machine's clock: `2026-03-10T14:35`. */
export function toLocalField(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The instant in such a field; invalid where there is none, or a year of more digits than the host takes, as while typing. */
export function fromLocalField(text: string): Date {
  return new Date(/^\d{4}-/.test(text) ? text : Number.NaN);
}
