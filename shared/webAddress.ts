/** What a platform's `URL` reads out of an address; handed in, because this folder knows no platform. */
interface WebAddress {
  /** With its colon. */
  protocol: string;
  hostname: string;
  username: string;
  password: string;
  search: string;
  hash: string;
}

/** Null for what is no address. */
export type ReadAddress = (value: string) => WebAddress | null;

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** Whether a host name can only ever mean this machine. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase();
  return loopbackNames.has(name) || name.endsWith('.localhost') || /^127\.\d+\.\d+\.\d+$/.test(name);
}

/** Each check returns what is wrong, continuing a sentence that begins with the value's name, or null. None repeats the value. */
export function webhookAddressProblem(value: string, read: ReadAddress): string | null {
  const url = read(value);
  if (!url) return 'must be a web address that begins with https://';
  return isSafe(url) ? null : 'must begin with https:// (plain http:// only works on this machine)';
}

/** Form only; whether plain HTTP may be used is another setting. Empty means "not set up". */
export function connectionAddressProblem(value: string, read: ReadAddress): string | null {
  if (value === '') return null;
  const url = read(value);
  if (!url || !isWeb(url)) return 'must be a web address such as https://clickhouse.example.com:8443';
  if (url.username !== '' || url.password !== '') {
    return 'must not contain a user or password: set them on their own (CLICKHOUSE_USER, CLICKHOUSE_PASSWORD)';
  }
  // Parameters would be ignored, and are where other programs put a password: settings are shown and logged.
  if (hasParameters(url)) return 'must end before "?" or "#": user, password and database are set on their own';
  return null;
}

export function dashboardAddressProblem(value: string, read: ReadAddress): string | null {
  if (value === '') return null;
  const url = read(value);
  if (!url || !isWeb(url)) return 'must be a web address such as https://watchkeeper.example.com';
  // It begins every link that is sent to a channel.
  if (url.username !== '' || url.password !== '') return 'must not contain a user or password: links are read by many';
  return hasParameters(url) ? 'must end before "?" or "#": the page of an alert is added to it' : null;
}

/** What comes from there is installed: nobody on the way may change it. Empty means "where this build came from". */
export function releasesAddressProblem(value: string, read: ReadAddress): string | null {
  if (value === '') return null;
  const url = read(value);
  if (!url || !isWeb(url)) return 'must be a web address such as https://releases.example.com/watchkeeper';
  if (!isSafe(url)) return 'must begin with https:// (plain http:// only works on this machine)';
  if (url.username !== '' || url.password !== '') return 'must not contain a user or password: settings are shown';
  return hasParameters(url) ? 'must end before "?" or "#": the names of files are added to it' : null;
}

/** True for plain HTTP beyond this machine. */
export function isUnencryptedAddress(value: string, read: ReadAddress): boolean {
  const url = read(value);
  return url?.protocol === 'http:' && !isLoopback(url.hostname);
}

function isSafe(url: WebAddress): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function hasParameters(url: WebAddress): boolean {
  return url.search !== '' || url.hash !== '';
}

function isWeb(url: WebAddress): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}
