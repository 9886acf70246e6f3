import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { withDeadline } from '../../deadline.ts';
import type { SentryTransport } from './createSentryTransport.ts';
import { type FaultOptions, faultEvent } from './faultEvent.ts';
import type { FaultReporter } from './faultReporter.ts';

interface FaultReporterOptions extends FaultOptions {
  transport: SentryTransport;
  clock: Clock;
}

const mostInMinute = 10;
const deadlineMs = 5000;

/** Faults go to Sentry once and are not kept: the log has them. */
export function createFaultReporter({ transport, clock, ...options }: FaultReporterOptions): FaultReporter {
  const underway = new Set<Promise<void>>();
  let recent: number[] = [];

  async function send(message: string, error: Error, area: string): Promise<void> {
    const { createStackParser, exceptionFromError, nodeStackLineParser } = await import('./sentryLibrary.ts');
    const fault = { eventId: randomUUID().replaceAll('-', ''), at: clock.now(), message, error, area };
    const event = faultEvent(fault, options, exceptionFromError, createStackParser(nodeStackLineParser()));
    await withDeadline(clock, deadlineMs, new AbortController().signal, (signal) => transport.send(event, signal));
  }

  return {
    report(message, error, area) {
      const now = clock.now();
      recent = recent.filter((at) => Math.abs(now - at) < 60_000);
      if (recent.length >= mostInMinute || transport.resting() !== null) return;
      recent.push(now);
      // A fault in telling of faults must not become one more.
      const sending = send(message, error, area).catch(() => {});
      underway.add(sending);
      void sending.finally(() => underway.delete(sending));
    },
    async flush() {
      await Promise.all(underway);
    },
  };
}
