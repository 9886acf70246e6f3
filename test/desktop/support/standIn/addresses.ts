const suffix = '.app-scheme.localhost';

/**
 * Chromium takes no scheme that it was not built with, so a page of `app://name/` has an origin on a loopback name here,
 * which is as trustworthy to it: `http://name.app.app-scheme.localhost/`. Nothing is ever asked of the network for it.
 */
export function pageAddress(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url);
  if (protocol === 'http:' || protocol === 'https:' || host === '') return url;
  return `http://${host}.${protocol.slice(0, -1)}${suffix}${pathname}${search}${hash}`;
}

/** The other way round; an address of no scheme of the application stays as it is. */
export function appAddress(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, hostname, pathname, search, hash } = new URL(url);
  if (protocol !== 'http:' || !hostname.endsWith(suffix)) return url;
  const [, host = '', scheme = ''] = /^(.*)\.([^.]+)$/.exec(hostname.slice(0, -suffix.length)) ?? [];
  return `${scheme}://${host}${pathname}${search}${hash}`;
}

export function isAppAddress(url: string): boolean {
  return appAddress(url) !== url;
}

/** Origins inside a header's value, such as those of a content security policy. */
export function pageOrigins(value: string): string {
  return value.replace(/\bapp:\/\/([\w.-]+)/g, (_all, host) => `http://${host}.app${suffix}`);
}

export function appOrigins(value: string): string {
  return value.replace(
    /http:\/\/([\w.-]+)\.(\w+)\.app-scheme\.localhost/g,
    (_all, host, scheme) => `${scheme}://${host}`,
  );
}
