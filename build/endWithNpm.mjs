const lookEveryMs = 500;

/**
 * npm runs scripts through a shell that keeps signals to itself: `kill` of npm would leave the program running, without
 * anybody who could end it. So the program ends when that shell is gone. Started by hand, it goes on, as a daemon may.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, lookEveryMs);
  timer.unref();
}
