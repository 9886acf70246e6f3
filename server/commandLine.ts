import { parseArgs } from 'node:util';

interface CommandLine {
  port: number;
  host: string;
  open: boolean;
  /** Null: as the settings say. */
  demo: boolean | null;
  fresh: boolean;
}

export type CommandLineReading = { ok: true; options: CommandLine } | { ok: false; problem: string };

const options = {
  browser: { type: 'boolean' },
  desktop: { type: 'boolean' },
  port: { type: 'string' },
  host: { type: 'string' },
  'no-open': { type: 'boolean' },
  demo: { type: 'boolean' },
  'no-demo': { type: 'boolean' },
  fresh: { type: 'boolean' },
} as const;

const defaultPort = 4780;
const usage = 'The flags are --browser, --port N, --host H, --no-open, --demo, --no-demo and --fresh.';

/** One sentence for the first thing that is wrong. */
export function readCommandLine(args: readonly string[]): CommandLineReading {
  const { values, tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    const problem = tokenProblem(token);
    if (problem !== null) return wrong(problem);
  }
  if (values.desktop) return wrong('--desktop needs the desktop app, which npm start runs; this is the browser host.');
  if (values.demo && values['no-demo']) return wrong('--demo and --no-demo cannot both hold; give one of them.');
  if (values.fresh && values['no-demo']) {
    return wrong('--fresh clears what the demo has stored and needs the demo; leave out --no-demo.');
  }
  const port = values.port === undefined ? defaultPort : portOf(String(values.port));
  if (port === null) return wrong('--port must be a whole number from 0 to 65535 (0 takes any free port).');
  const host = String(values.host ?? '127.0.0.1');
  if (host.trim() === '' || /[\s/]/.test(host)) {
    return wrong('--host must be an address or a host name, such as 127.0.0.1.');
  }
  return {
    ok: true,
    options: {
      port,
      host,
      open: !values['no-open'],
      demo: values.demo ? true : values['no-demo'] ? false : null,
      fresh: Boolean(values.fresh),
    },
  };
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

function tokenProblem(token: Token): string | null {
  if (token.kind === 'positional') return `${token.value} is not a flag of Watchkeeper. ${usage}`;
  if (token.kind === 'option-terminator') return null;
  const known = Object.hasOwn(options, token.name) ? options[token.name as keyof typeof options] : null;
  if (known === null) return `${token.rawName} is not a flag of Watchkeeper. ${usage}`;
  if (known.type === 'boolean') return token.value === undefined ? null : `${token.rawName} takes no value.`;
  const missing = token.value === undefined || (!token.inlineValue && /^-\D/.test(token.value));
  return missing ? `${token.rawName} needs a value.` : null;
}

function portOf(text: string): number | null {
  if (!/^\d{1,5}$/.test(text)) return null;
  const port = Number(text);
  return port <= 65_535 ? port : null;
}

function wrong(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}
