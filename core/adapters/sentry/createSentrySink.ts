import type { ErrorSink } from '../../detection/errors/errorSink.ts';
import type { PipelineError } from '../../detection/errors/pipelineError.ts';
import { type SentryTransport, sentence } from './createSentryTransport.ts';
import { errorEvent } from './errorEvent.ts';

interface SentrySinkOptions {
  transport: SentryTransport;
  /** Empty: none. */
  environment: string;
}

/** An envelope holds one event: so many are on their way at once. */
const atOnce = 8;

/** Errors of pipelines as events of Sentry. */
export function createSentrySink({ transport, environment }: SentrySinkOptions): ErrorSink {
  return {
    resting: transport.resting,
    async send(errors, settled, signal) {
      const waiting = [...errors];
      const refused: string[] = [];
      let closed: string | null = null;

      async function sendOn(): Promise<void> {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          if (signal.aborted || closed !== null || transport.resting() !== null) return;
          await sendOne(next);
        }
      }

      async function sendOne(error: PipelineError): Promise<void> {
        const verdict = await transport.send(errorEvent(error, environment), signal);
        if (verdict.kind === 'closed') {
          closed ??= verdict.why;
          return;
        }
        if (verdict.kind === 'refused') refused.push(verdict.why);
        settled(error.id);
      }

      await Promise.all(Array.from({ length: atOnce }, sendOn));
      const left = refused.length === 0 ? null : leftOut(refused);
      const why = closed === null ? transport.resting() : sentence(closed);
      return { problem: [left, why].filter((part) => part !== null).join(' ') || null };
    },
  };
}

function leftOut(refused: readonly string[]): string {
  const errors = refused.length === 1 ? 'an error' : `${refused.length} errors`;
  return `Sentry refused ${errors}: ${refused[0]}. What it refused is left out there; alerts are not affected.`;
}
