import { isLoopback } from './webUrl.ts';

/** An address takes more than these for a name, `;` and quotes too, which would mean something else in a header. */
const hostName = /^([a-z0-9._*-]+|\[[0-9a-f:.]+\])$/;

/** Origins in a list such as "https://portal.example.com, http://localhost:3000", normalised as browsers send them. */
export function parseOrigins(list: string): string[] {
  return [...new Set(entriesOf(list).map((entry) => new URL(entry).origin))];
}

/** What is wrong with such a list, continuing a sentence that begins with its name, or null; does not repeat the value. */
export function originsProblem(list: string): string | null {
  const form = 'must be a list of origins such as https://portal.example.com, parted by commas';
  for (const entry of entriesOf(list)) {
    if (entry === '*') return 'must name each origin: "*" would let every web page read the alerts';
    const url = URL.canParse(entry) ? new URL(entry) : null;
    if (!url || !/^https?:$/.test(url.protocol) || !hostName.test(url.hostname)) return form;
    const { pathname, search, hash, username, password } = url;
    const bare = pathname === '/' && `${search}${hash}${username}${password}` === '';
    if (!bare || entry.includes('*')) return `${form}: each ends after its host or port`;
    if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
      return 'must begin with https:// each (plain http:// only for this machine): others could change such a page on its way';
    }
  }
  return null;
}

function entriesOf(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
