import { type Logger, pino } from 'pino';
import type { Log } from '../../log.ts';
import { humanLine } from './humanLine.ts';
import type { LogFile } from './rotatingFile.ts';

export interface PinoLogOptions {
  file: LogFile;
  /** Takes the short form of warnings and errors (of everything with `debug`); null: nobody reads along. */
  terminal: { write(text: string): void } | null;
  debug: boolean;
  /** Applied to whole lines, the last thing before they are written. */
  redact: (line: string) => string;
}

/** JSON lines to a file and short ones to a terminal. */
export function createPinoLog(options: PinoLogOptions): Log {
  const { file, terminal, debug, redact } = options;
  const destination = {
    write(line: string): void {
      file.write(line);
      if (terminal && (debug || levelOf(line) >= 40)) terminal.write(humanLine(line));
    },
  };
  const root = pino(
    {
      base: null,
      level: debug ? 'debug' : 'info',
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: describeError, cause: describeError },
      hooks: { streamWrite: redact },
    },
    destination,
  );
  return named(root, null);
}

function named(root: Logger, name: string | null): Log {
  const logger = name === null ? root : root.child({ name });
  return {
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
    child: (part) => named(root, name === null ? part : `${name}.${part}`),
  };
}

/** pino writes the level first: `{"level":40,…`. */
function levelOf(line: string): number {
  return Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? 0);
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return { name: error.name, message: error.message, stack: error.stack, cause: describeError(error.cause) };
}
