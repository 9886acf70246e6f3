const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A length of time as people say it: `12 s`, `4 min`, `2 h 10 min`, `3 d 4 h`. Negative lengths read as zero. */
export function formatDuration(ms: number): string {
  const length = Math.max(0, ms);
  if (length < minute) return `${Math.floor(length / second)} s`;
  if (length < hour) return `${Math.floor(length / minute)} min`;
  if (length < day) return withRest(length, hour, 'h', minute, 'min');
  return withRest(length, day, 'd', hour, 'h');
}

function withRest(length: number, big: number, bigName: string, small: number, smallName: string): string {
  const whole = Math.floor(length / big);
  const rest = Math.floor((length % big) / small);
  return rest === 0 ? `${whole} ${bigName}` : `${whole} ${bigName} ${rest} ${smallName}`;
}

/** A countdown as on a clock: `00:21`, `12:05`, `1:02:09`. Past zero it stays at `00:00`. */
export function formatCountdown(ms: number): string {
  const total = Math.max(0, Math.ceil(ms / second));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${two(minutes)}:${two(total % 60)}`;
}
