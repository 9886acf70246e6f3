import type { DeliveryFailure, DeliveryResult, NotificationMessage, Notifier } from '../../core/notify/notifier.ts';

type Answer = DeliveryResult | ((message: NotificationMessage, signal: AbortSignal) => Promise<DeliveryResult>);

/** A notifier that keeps what it was asked to send, and fails as it was told to. */
export class RecordingNotifier implements Notifier {
  readonly kind = 'slackWebhook';
  hearsAcknowledgements = false;
  readonly sent: NotificationMessage[] = [];
  readonly attempted: NotificationMessage[] = [];
  tests = 0;
  standing: Answer = { ok: true };
  testAnswer: DeliveryResult = { ok: true };
  readonly #queue: Answer[] = [];

  next(...answers: Answer[]): void {
    this.#queue.push(...answers);
  }

  async send(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryResult> {
    this.attempted.push(message);
    const answer = this.#queue.shift() ?? this.standing;
    const result = typeof answer === 'function' ? await answer(message, signal) : answer;
    if (result.ok) this.sent.push(message);
    return result;
  }

  async test(): Promise<DeliveryResult> {
    this.tests++;
    return this.testAnswer;
  }

  /** `reason severity` of everything sent, e.g. `firing critical`. */
  told(): string[] {
    return this.sent.map(({ reason, alert }) => `${reason} ${alert.severity}`);
  }
}

export function aFailure(overrides: Partial<DeliveryFailure> = {}): { ok: false; error: DeliveryFailure } {
  const error = { code: 'unreachable', retryable: true, kind: 'transient', retryAfterMs: null } as const;
  return { ok: false, error: { ...error, message: 'Slack could not be reached.', ...overrides } };
}
