import type { TestResult } from '../../shared/contract.ts';
import type { DeliveryResult } from '../notify/notifier.ts';

/** The outcome of a test message, in the form of every test. */
export function receiverTestResult(receiver: string, result: DeliveryResult): TestResult {
  const warning = result.ok && result.warning !== undefined ? ` ${result.warning}` : '';
  const message = result.ok ? `The test message was accepted by ${receiver}.${warning}` : result.error.message;
  return {
    ok: result.ok,
    code: result.ok ? null : result.error.code,
    message,
    steps: [{ name: 'send', ok: result.ok, message }],
  };
}
