/**
 * What saving has brought about. `changed` are dotted paths, the password's among them; `ownUrl` is the address that was
 * saved. The demo replaces the connection for as long as it runs.
 */
export function savedWords(changed: readonly string[], demo: boolean, ownUrl: string): string {
  const ofConnection = changed.filter((path) => path === 'clickhousePassword' || path.startsWith('connection.'));
  if (!demo || ownUrl === '' || ofConnection.length === 0) return 'Settings saved. They hold from the next check on.';
  const restart = 'The demo is still what is watched: restart Watchkeeper without the demo to watch your ClickHouse.';
  return ofConnection.length === changed.length
    ? `Connection saved. ${restart}`
    : `Settings saved. ${restart} The other settings hold from the next check on.`;
}
