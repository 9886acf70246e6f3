import { parseArgs } from 'node:util';

export interface CommandLine {
  /** 0 takes any free port. */
  port: number;
  dataFolder: string;
  timezone: string;
  user: string;
  password: string;
}

export const usage = `Usage: npm run clickhouse -- --data DIR [--port N] [--timezone ZONE] [--user NAME]
The password comes from the environment (EMBEDDED_CLICKHOUSE_PASSWORD), where other users cannot read it.`;

/** Reads flags and environment; a mistake is one sentence. */
export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { ok: true; value: CommandLine } | { ok: false; message: string } {
  let values: Partial<Record<'port' | 'data' | 'timezone' | 'user' | 'password', string>>;
  try {
    const text = { type: 'string' } as const;
    const options = { port: text, data: text, timezone: text, user: text, password: text };
    values = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error);
    return { ok: false, message: `${message}.` };
  }
  const port = values.port ?? '8123';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    return { ok: false, message: `--port must be a number from 0 to 65535, not "${port}".` };
  }
  if (values.data === undefined || values.data === '') {
    return { ok: false, message: '--data must name the folder that holds the tables.' };
  }
  const timezone = values.timezone ?? 'UTC';
  if (!isTimezone(timezone))
    return { ok: false, message: `--timezone must be an IANA name such as Europe/Berlin, not "${timezone}".` };
  const user = values.user ?? environment.EMBEDDED_CLICKHOUSE_USER ?? 'default';
  const password = values.password ?? environment.EMBEDDED_CLICKHOUSE_PASSWORD ?? '';
  return { ok: true, value: { port: Number(port), dataFolder: values.data, timezone, user, password } };
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
