const names: Record<number, string> = { 20: 'debug', 30: 'info', 40: 'warning', 50: 'error', 60: 'fatal' };
/** What others wrote into a table or an answer must not move the cursor, clear the screen or turn the direction of text. */
const steering = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;
const own = new Set(['level', 'time', 'name', 'msg', 'v', 'pid', 'hostname']);

/** pino's JSON line in a form for a terminal: `14:35:02 warning clickhouse: Poll failed (code timeout)`. */
export function humanLine(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown>;
  const time = new Date(String(entry.time)).toTimeString().slice(0, 8);
  const fields = Object.entries(entry).filter(([key]) => !own.has(key));
  const details = fields.map(([key, value]) => `${key} ${short(value)}`);
  const name = typeof entry.name === 'string' ? ` ${entry.name}:` : '';
  const text = `${time} ${names[Number(entry.level)] ?? entry.level}${name} ${entry.msg}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
  return `${text.replace(steering, ' ')}\n`;
}

/** Stacks are for the file. */
function short(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'stack' in value && 'message' in value)
    return String(value.message);
  return JSON.stringify(value);
}
