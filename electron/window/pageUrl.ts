import { identity } from '../identity.ts';

/**
 * Whether an address is a page of ours. Compared part by part: to Node a custom scheme's origin is "null", and as a mere
 * prefix `app://watchkeeper.example` would count as ours.
 */
export function isPageUrl(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null && `${url.protocol}//${url.host}` === identity.pageOrigin && url.username === '' && url.password === ''
  );
}

/** The address of a path of ours; null for what would lead elsewhere. */
export function pageAddress(path: string): string | null {
  if (!path.startsWith('/')) return null;
  const url = URL.parse(path, `${identity.pageOrigin}/`);
  return url !== null && isPageUrl(url.href) ? url.href : null;
}

/** Path and query of a page of ours; the board for anything else. */
export function pagePath(address: string): string {
  const url = isPageUrl(address) ? URL.parse(address) : null;
  return url === null ? '/' : `${url.pathname}${url.search}` || '/';
}
