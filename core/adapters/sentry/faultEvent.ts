import type { ErrorEvent, Exception, StackFrame, StackParser } from '@sentry/core';
import { scrubText } from './scrub/scrubText.ts';

export interface FaultOptions {
  environment: string;
  /** Of Watchkeeper. */
  release: string;
  /** Takes the secrets that are known here out of a text. */
  redact(text: string): string;
}

interface Fault {
  eventId: string;
  /** ms UTC. */
  at: number;
  message: string;
  error: Error;
  area: string;
}

/** What an error carries beside itself: causes, and causes of those. */
const mostCauses = 5;
const messageLength = 2000;

type ReadException = (parser: StackParser, error: Error) => Exception;

/** A fault of our own as Sentry takes it: no paths, names or secrets of the machine it happened on. */
export function faultEvent(fault: Fault, options: FaultOptions, read: ReadException, parser: StackParser): ErrorEvent {
  const { environment, release, redact } = options;
  // The cause comes first there, what was thrown last.
  const values = chainOf(fault.error).map((error) => scrubbed(read(parser, error), redact));
  return {
    type: undefined,
    event_id: fault.eventId,
    timestamp: fault.at / 1000,
    level: 'error',
    platform: 'node',
    logger: 'watchkeeper',
    release: `watchkeeper@${release}`,
    ...(environment === '' ? {} : { environment }),
    exception: { values: values.toReversed() },
    tags: { area: scrubText(fault.area) },
    extra: { log: scrubText(redact(fault.message).slice(0, messageLength)) },
    sdk: { settings: { infer_ip: 'never' } },
  };
}

function chainOf(error: Error): Error[] {
  const chain: Error[] = [];
  for (let current: unknown = error; current instanceof Error && chain.length < mostCauses; current = current.cause) {
    if (chain.includes(current)) break;
    chain.push(current);
  }
  return chain;
}

function scrubbed({ type, value, stacktrace }: Exception, redact: FaultOptions['redact']): Exception {
  const frames = stacktrace?.frames?.map(withoutPaths);
  return {
    type: scrubText(type ?? 'Error'),
    value: scrubText(redact(value ?? '').slice(0, messageLength)),
    ...(frames === undefined ? {} : { stacktrace: { frames } }),
  };
}

const programPath = /^(?:.*\/)?((?:core|shared|server|electron|demo|dist)\/.*)$/;

/** Only what is below the folder of the program or of a package; of anything else the name of the file. */
function withoutPaths({ filename = '', function: name = '', lineno, colno }: StackFrame): StackFrame {
  const path = filename.replaceAll('\\', '/');
  // The last of them: a person's own folder may have such a name.
  const within = (/^(?:.*\/)?(node_modules\/.*)$/.exec(path) ?? programPath.exec(path))?.[1];
  const plain = path.startsWith('node:') ? path : (within ?? path.slice(path.lastIndexOf('/') + 1));
  return {
    filename: scrubText(plain),
    function: scrubText(name),
    ...(lineno === undefined ? {} : { lineno }),
    ...(colno === undefined ? {} : { colno }),
    in_app: within !== undefined && !within.startsWith('node_modules/'),
  };
}
