/** Chromium's network errors, as the codes by which Node names the same; adapters make their sentences of those. */
const codes: Record<string, string> = {
  NAME_NOT_RESOLVED: 'ENOTFOUND',
  NAME_RESOLUTION_FAILED: 'EAI_AGAIN',
  DNS_TIMED_OUT: 'EAI_AGAIN',
  DNS_SERVER_FAILED: 'EAI_AGAIN',
  TIMED_OUT: 'ETIMEDOUT',
  CONNECTION_TIMED_OUT: 'ETIMEDOUT',
  CONNECTION_REFUSED: 'ECONNREFUSED',
  CONNECTION_RESET: 'ECONNRESET',
  CONNECTION_CLOSED: 'ECONNRESET',
  EMPTY_RESPONSE: 'ECONNRESET',
  ADDRESS_UNREACHABLE: 'EHOSTUNREACH',
  INTERNET_DISCONNECTED: 'ENETDOWN',
  NETWORK_CHANGED: 'ENETDOWN',
  NETWORK_IO_SUSPENDED: 'ENETDOWN',
};

/** The code in an error of `net`, which has it in its message alone; null when there is none. */
export function netErrorCode(error: unknown): string | null {
  const name = error instanceof Error ? /^net::ERR_([A-Z0-9_]+)/.exec(error.message)?.[1] : undefined;
  if (name === undefined) return null;
  const known = codes[name];
  if (known !== undefined) return known;
  // CERT_AUTHORITY_INVALID and its like already begin as Node's do.
  return name.startsWith('CERT_') ? name : `ERR_${name}`;
}
