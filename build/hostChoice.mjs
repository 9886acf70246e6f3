/** What only the browser host can do; asking for it asks for that host. */
const browserFlags = ['--port', '--host', '--no-open'];

/**
 * Which host `npm start` runs, and with which flags; or `problem`, one sentence, with the exit code to end with. `runtime`:
 * Electron is there; `display`: a window could be shown; `superuser`: Chromium's sandbox would refuse.
 */
export function chooseHost(flags, { runtime, display, superuser }) {
  const rest = flags.filter((flag) => flag !== '--browser' && flag !== '--desktop');
  const ofBrowser = rest.find((flag) => browserFlags.includes(flag.split('=')[0]));
  const browser = { host: 'browser', flags: rest };
  if (!flags.includes('--desktop')) {
    const byItself = runtime && display && !superuser && ofBrowser === undefined;
    return flags.includes('--browser') || !byItself ? browser : { host: 'desktop', flags: rest };
  }
  if (flags.includes('--browser')) return problem('--desktop and --browser cannot both hold; give one of them.', 2);
  if (ofBrowser !== undefined) return problem(`${ofBrowser} is for the browser host; leave out --desktop.`, 2);
  if (!display) {
    return problem('--desktop needs a display, and none is set (DISPLAY, WAYLAND_DISPLAY); use --browser here.', 1);
  }
  if (superuser) {
    return problem('--desktop does not run as root, where Chromium has no sandbox; use an ordinary account.', 1);
  }
  return { host: 'desktop', flags: rest };
}

/** What `chooseHost` has to know of this machine beside Electron. */
export function surroundings({ platform, env, uid }) {
  return {
    display: platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY),
    superuser: platform === 'linux' && uid === 0,
  };
}

function problem(sentence, exitCode) {
  return { host: null, problem: sentence, exitCode };
}

/** A host that ends with one of these wants to be started again; core/host/restartCode.ts knows the same. */
const restarts = { 75: [], 76: ['--demo'], 77: ['--no-demo'] };

/** The flags to start the same host with once more, after it ended with `code`; null when it just ended. */
export function flagsAgain(flags, code, host) {
  const added = restarts[code];
  if (!added) return null;
  // Whoever asked for it wants to see it come back.
  const onlyThisOnce = ['--demo', '--no-demo', '--fresh', '--no-open', '--hidden'];
  const kept = flags.filter((flag) => !onlyThisOnce.includes(flag));
  // The page that is open connects again, unless the port is another one each time.
  const sameAddress = host === 'browser' && !/--port[= ]0(?!\d)/.test(flags.join(' '));
  return [...kept, ...added, ...(sameAddress || flags.includes('--no-open') ? ['--no-open'] : [])];
}
