const address = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>\\]+/gi;
const mailbox = /[^\s"'<>@,;:]+@([a-z0-9][a-z0-9.-]*[a-z0-9])/gi;

/** The same, with every address in its texts reduced to the name of the host, and every mailbox to that of its domain. */
export function hostNamesOnly<T>(value: T): T {
  return withTexts(value, (text) => text.replace(address, hostOf).replace(mailbox, '…@$1'));
}

/** The same, with every text in it changed: values, and the names that people gave to things. */
export function withTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => withTexts(item, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [change(key), withTexts(inner, change)])) as T;
}

function hostOf(text: string): string {
  const host = URL.parse(text)?.hostname;
  return host ? host : '[address]';
}
