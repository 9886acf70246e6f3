import type { Log } from '../../log.ts';
import type { FaultReporter } from './faultReporter.ts';

/** The same log, whose lines about errors are reported as well: those that carry the error itself, under `error`. */
export function reportFaults(log: Log, reporter: FaultReporter, area = 'main'): Log {
  return {
    debug: (message, fields) => log.debug(message, fields),
    info: (message, fields) => log.info(message, fields),
    warn: (message, fields) => log.warn(message, fields),
    error(message, fields) {
      log.error(message, fields);
      if (fields?.error instanceof Error) reporter.report(message, fields.error, area);
    },
    child: (name) => reportFaults(log.child(name), reporter, name),
  };
}
