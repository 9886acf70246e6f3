/** Beginnings of switches of Chromium, Electron and Node; there are about two thousand. */
const families = [
  ...['allow', 'auth', 'crash', 'disable', 'disk', 'enable', 'experimental', 'force', 'gpu', 'gtk', 'high-dpi', 'host'],
  ...[
    'ignore',
    'in-process',
    'js',
    'log',
    'max',
    'net',
    'no-proxy',
    'original',
    'ozone',
    'password',
    'proxy',
    'remote',
  ],
  ...['ssl', 'stack', 'test', 'trace', 'unhandled', 'unsafely', 'use', 'user-data', 'wm', 'xdg-portal'],
].map((family) => `--${family}-`);

const single = new Set([
  ...['--class', '--headless', '--inspect', '--inspect-brk', '--lang', '--name', '--no-default-browser-check'],
  ...[
    '--no-first-run',
    '--no-sandbox',
    '--no-warnings',
    '--no-zygote',
    '--single-process',
    '--type',
    '--v',
    '--vmodule',
  ],
  // Added by the updater when it starts the application anew.
  ...['--updated', '--force-run'],
]);

const ofTheSystem = [
  // macOS, when Finder starts an application: a process serial number.
  /^-psn_/,
  // Windows, when a clicked toast starts the application that showed it.
  /^-(Embedding|ToastActivated)$/i,
];

/** Whether an argument is not ours to understand: it may stand anywhere on the command line and means nothing here. */
export function isSystemSwitch(arg: string): boolean {
  const [name = ''] = arg.split('=', 1);
  return (
    single.has(name) ||
    families.some((family) => name.startsWith(family)) ||
    ofTheSystem.some((pattern) => pattern.test(arg))
  );
}
