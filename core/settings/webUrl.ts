const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** Whether a host name can only ever mean this machine. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase();
  return loopbackNames.has(name) || name.endsWith('.localhost') || /^127\.\d+\.\d+\.\d+$/.test(name);
}

/** Each check returns what is wrong, continuing a sentence that begins with the value's name, or null. None repeats the value. */
export function webhookUrlProblem(value: string): string | null {
  const url = parse(value);
  if (!url) return 'must be a web address that begins with https://';
  if (url.protocol === 'https:') return null;
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return null;
  return 'must begin with https:// (plain http:// only works on this machine)';
}

/** Form only; whether plain HTTP may be used is `unencryptedProblem`. Empty means "not set up". */
export function connectionUrlProblem(value: string): string | null {
  if (value === '') return null;
  const url = parse(value);
  if (!url || !isWeb(url)) return 'must be a web address such as https://clickhouse.example.com:8443';
  if (url.username !== '' || url.password !== '') {
    return 'must not contain a user or password: set them on their own (CLICKHOUSE_USER, CLICKHOUSE_PASSWORD)';
  }
  // Parameters would be ignored, and are where other programs put a password: settings are shown and logged.
  if (hasParameters(url)) return 'must end before "?" or "#": user, password and database are set on their own';
  return null;
}

export function dashboardUrlProblem(value: string): string | null {
  if (value === '') return null;
  const url = parse(value);
  if (!url || !isWeb(url)) return 'must be a web address such as https://watchkeeper.example.com';
  // It begins every link that is sent to a channel.
  if (url.username !== '' || url.password !== '') return 'must not contain a user or password: links are read by many';
  return hasParameters(url) ? 'must end before "?" or "#": the page of an alert is added to it' : null;
}

/** True when ClickHouse would be reached over plain HTTP beyond this machine. */
export function isUnencrypted(connectionUrl: string): boolean {
  const url = parse(connectionUrl);
  return url?.protocol === 'http:' && !isLoopback(url.hostname);
}

function parse(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}

function hasParameters(url: URL): boolean {
  return url.search !== '' || url.hash !== '';
}

function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}
