const firstMs = Date.parse('0000-01-01T00:00:00.000Z');
const lastMs = Date.parse('9999-12-31T23:59:59.999Z');

/** A time in an address, as the host takes it. It refuses years of more than four digits, and with them the whole question. */
export function readInstant(text: string | null): string | null {
  if (text === null) return null;
  const ms = Date.parse(text);
  return ms >= firstMs && ms <= lastMs ? new Date(ms).toISOString() : null;
}
