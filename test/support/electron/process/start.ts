import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type AppCalls, type PlatformCalls, type StartOptions, startVariable } from './calls.ts';
import { Wire } from './wire.ts';

/*
 * Runs the main bundle of an Electron application on the stand-in: `node start.ts main.js …arguments`, as a child process
 * with a channel to whoever plays the system around it.
 */
const options = JSON.parse(process.env[startVariable] ?? '{}') as StartOptions;
delete process.env[startVariable];
const [node = process.execPath, , main = '', ...args] = process.argv;
process.argv = [node, ...(options.packaged ? [] : [main]), ...args];
Object.defineProperties(process, {
  platform: { value: options.platform },
  type: { value: 'browser' },
  defaultApp: { value: options.packaged ? undefined : true },
  resourcesPath: { value: options.appPath },
  versions: { value: Object.freeze({ ...process.versions, electron: '45.4.1', chrome: '150.0.0.0' }) },
});

const electron = new URL('../index.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/main|\/common)?$/.test(specifier)
      ? { url: electron, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

const { standIn } = await import('../standIn.ts');
const { app, appRecord, surroundings } = await import('../app.ts');
const { setPageHost } = await import('../page.ts');
const { childPages } = await import('./childPages.ts');

standIn.reset(options);
standIn.setKeychain(options.keychain);
standIn.setOnline(options.online);
if (!options.trayIcons) standIn.hideTrayIcons();
const wire = new Wire<PlatformCalls, AppCalls>((message) => process.send?.(message));
const pages = childPages(wire);
setPageHost(pages.host);
wire.serve({
  ...pages.calls,
  control({ command, args }) {
    const member: unknown = standIn[command as keyof typeof standIn];
    return typeof member === 'function' ? member.apply(standIn, args) : member;
  },
});
process.on('message', (message) => wire.receive(message));
// Nobody plays the system any more.
process.on('disconnect', () => process.exit(1));

surroundings.end = (code) => {
  wire.tell('ended', { relaunches: appRecord().relaunches, errorBoxes: standIn.asked.errorBoxes });
  // A second copy goes before it has begun; later, what is asked for in this turn of the loop is still answered.
  if (app.isReady()) setImmediate(() => process.exit(code));
  else process.exit(code);
};
surroundings.lock = (data) => {
  if (options.lockTaken)
    wire.tell('secondInstance', { argv: process.argv, workingDirectory: process.cwd(), data: data ?? null });
  return !options.lockTaken;
};

// Electron waits with `ready` until the main module has run to its end, top-level awaits included.
await import(pathToFileURL(main).href);
const { DISPLAY, WAYLAND_DISPLAY } = process.env;
if (options.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
  process.stderr.write('Missing X server or $DISPLAY\nThe platform failed to initialize.  Exiting.\n');
  process.exit(1);
}
if (!appRecord().sandboxed) throw new Error('Pages have no sandbox: call app.enableSandbox() before "ready".');
if (options.openUrl !== null) standIn.openUrl(options.openUrl);
await standIn.becomeReady();
wire.tell('started', null);
