/**
 * Why no window could be shown, or null. Chromium finds out too, but only after this, and says it in words for its
 * developers.
 */
export function displayProblem({
  platform,
  env,
  argv,
}: {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  argv: readonly string[];
}): string | null {
  if (platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return null;
  // Told to draw elsewhere, as tests may.
  if (argv.some((arg) => arg === '--headless' || arg.startsWith('--ozone-platform='))) return null;
  return 'Watchkeeper needs a display, and none is set (DISPLAY, WAYLAND_DISPLAY): start it in a desktop session, or run the browser host of a checkout, npm start -- --browser.';
}
