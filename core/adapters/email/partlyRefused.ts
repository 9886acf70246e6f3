/** What a server says that took a mail for some of its addresses; the library's types know less of it. */
interface Taken {
  accepted?: readonly unknown[];
  rejected?: readonly unknown[];
  rejectedErrors?: readonly unknown[] | undefined;
}

/** More than these are counted. */
const mostNamed = 10;

/** Whom a mail went to and whom not, in one sentence; null: everybody has it. By codes alone, as for whole failures. */
export function partlyRefused({ accepted = [], rejected = [], rejectedErrors = [] }: Taken): string | null {
  if (rejected.length === 0) return null;
  const codes = new Map(rejectedErrors.map((error) => [field(error, 'recipient'), field(error, 'responseCode')]));
  const refused = rejected.map((address) => {
    const code = codes.get(address);
    return typeof code === 'number' ? `${String(address)} (${code})` : String(address);
  });
  return `Taken for ${listed(accepted.map(String))}, refused for ${listed(refused)}.`;
}

function listed(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return [...names.slice(0, mostNamed), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
