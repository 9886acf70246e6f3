/** Chromium's words for a way out, and the URL scheme that says the same. */
const schemes: Record<string, string> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5h',
};

/**
 * The ways out of an answer such as `PROXY a:3128; SOCKS5 b:1080; DIRECT`, in its order; null is the direct one. What is
 * not understood is left out, and nothing left is the direct way.
 */
export function readProxyList(answer: string): (string | null)[] {
  const ways: (string | null)[] = [];
  for (const part of answer.split(';')) {
    const [kind = '', place = ''] = part.trim().split(/\s+/);
    const scheme = schemes[kind.toUpperCase()];
    if (kind.toUpperCase() === 'DIRECT') ways.push(null);
    else if (scheme !== undefined && URL.canParse(`${scheme}://${place}`)) ways.push(`${scheme}://${place}`);
  }
  return ways.length === 0 ? [null] : ways;
}
