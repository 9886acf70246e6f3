import { environmentProxy } from '../adapters/http/environmentProxy.ts';
import { createFaultReporter } from '../adapters/sentry/createFaultReporter.ts';
import { createSentryTransport } from '../adapters/sentry/createSentryTransport.ts';
import type { FaultReporter } from '../adapters/sentry/faultReporter.ts';
import { reportFaults } from '../adapters/sentry/reportFaults.ts';
import type { Clock } from '../clock.ts';
import type { SettingsService } from '../settings/settingsService.ts';
import type { Network } from '../watch/network.ts';
import type { Book } from './openBook.ts';

interface OwnFaultsOptions {
  book: Book;
  settings: Pick<SettingsService, 'current' | 'secret'>;
  /** Null: the platform's own. */
  network: Network | null;
  /** Of Watchkeeper. */
  release: string;
  clock: Clock;
}

/**
 * The book with a log whose errors go to Sentry too, for as long as a person wants that and a DSN is set. What is on its way
 * when the process ends is waited for.
 */
export function withOwnFaults(options: OwnFaultsOptions): Book {
  const { book } = options;
  const faults = createOwnFaults(options);
  book.shutdown.onStop(() => faults.flush());
  return { ...book, log: reportFaults(book.log, faults) };
}

function createOwnFaults({ book, settings, network, release, clock }: OwnFaultsOptions): FaultReporter {
  const { redact } = book;
  const fetch = network?.fetch ?? environmentProxy(process.env)?.fetch;
  const made = new Map<string, FaultReporter>();

  function reporter(): FaultReporter | null {
    const { ownFaults, environment } = settings.current().errors.sentry;
    const dsn = ownFaults ? settings.secret('sentryDsn') : null;
    if (dsn === null) return null;
    const key = JSON.stringify([dsn, environment]);
    const known = made.get(key);
    if (known) return known;
    const transport = createSentryTransport({ dsn, clock, ...(fetch ? { fetch } : {}) });
    const fresh = createFaultReporter({ transport, clock, environment, release, redact });
    made.set(key, fresh);
    return fresh;
  }

  return {
    report: (message, error, area) => reporter()?.report(message, error, area),
    async flush() {
      await Promise.all([...made.values()].map((each) => each.flush()));
    },
  };
}
