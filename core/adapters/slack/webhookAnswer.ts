import type { DeliveryFailure } from '../../notify/notifier.ts';
import { deliveryFailure as failure, retryAfterOf } from './slackFailure.ts';

/** What came back from an incoming webhook. `retryAfter`: the header as it was sent. */
export interface WebhookAnswer {
  status: number;
  body: string;
  retryAfter: string | null;
}

/** `setIn`: where people enter the webhook. */
interface Where {
  receiver: string;
  setIn: string;
}

/** The answer as a failure, or null for success: 200 with the text `ok`, and nothing else. */
export function webhookFailure(answer: WebhookAnswer, where: Where, now: number): DeliveryFailure | null {
  const { receiver } = where;
  const { status } = answer;
  const said = sayingOf(answer);
  if (status === 200 && answer.body.trim() === 'ok') return null;
  if (status === 429) {
    const retryAfterMs = retryAfterOf(answer.retryAfter, now);
    return failure(
      'transient',
      'rateLimited',
      `Slack asks ${receiver} to send more slowly (${said}). The message waits and is tried again.`,
      retryAfterMs,
    );
  }
  if (status === 200) {
    return failure(
      'transient',
      'badAnswer',
      `The address of ${receiver} answered, but not as Slack does. The message waits and is tried again; a proxy or sign-in page may be in between.`,
    );
  }
  if (status >= 500 || status === 408 || status === 425) {
    return failure(
      'transient',
      'unreachable',
      `Slack could not take a message for ${receiver} just now (${said}). It waits and is tried again.`,
      retryAfterOf(answer.retryAfter, now),
    );
  }
  if (status === 400 || status === 413 || status === 422) {
    return failure(
      'rejected',
      'badAnswer',
      `Slack refused this message for ${receiver} (${said}), as plain text too. Nobody was told there; see the alert in Watchkeeper.`,
    );
  }
  return failure(
    'permanent',
    status === 401 || status === 403 ? 'auth' : 'notConfigured',
    permanentSentence(answer, where, said),
  );
}

/** Why a channel is closed, by Slack's error string (DELIVERY table of webhook errors). */
const closed = new Map([
  ['action_prohibited', 'an administrator of the workspace has forbidden it'],
  ['invalid_token', 'its token is not valid any more'],
  ['no_service', 'the webhook was removed or switched off'],
  ['no_team', 'the workspace is gone'],
  ['channel_not_found', 'its channel is gone'],
  ['channel_is_archived', 'its channel is archived'],
]);

function permanentSentence(answer: WebhookAnswer, { receiver, setIn }: Where, said: string): string {
  const why =
    answer.status >= 300 && answer.status < 400
      ? 'its address leads elsewhere, which is not followed'
      : (closed.get(answer.body.trim()) ?? 'Slack does not take messages there');
  return `Slack is closed for ${receiver}: ${why} (${said}). No alerts arrive there. Enter a new webhook in ${setIn}.`;
}

/** Status and Slack's own word, when it is one: bodies of strangers are not repeated. */
function sayingOf({ status, body }: WebhookAnswer): string {
  const word = body.trim();
  return /^[a-z][a-z_]{1,60}$/.test(word) ? `${status} ${word}` : String(status);
}
