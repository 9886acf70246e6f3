import type { DeliveryFailure } from '../../notify/notifier.ts';
import { networkFailure } from '../http/post.ts';

interface SmtpError {
  code: string;
  /** The system's own, where the library put one of its own before it. */
  systemCode: string;
  command: string;
  responseCode: number | null;
}

interface Mail {
  receiver: string;
  /** The sender, named where it is refused. */
  from: string;
  /** Where people enter whom it is for; the rest is of the server. */
  toSetIn: string;
}

const serverSetIn = 'Setup → E-mail';

/** From codes alone: what a server says may hold addresses and more. */
export function mailFailure(error: unknown, { receiver, from, toSetIn }: Mail): DeliveryFailure {
  const { code, systemCode, command, responseCode } = smtpErrorOf(error);
  const network = (cause: unknown) => networkFailure(cause, receiver, 'the mail server');
  if (code === 'EABORT') return network(new DOMException('', 'AbortError'));
  if (code === 'ETLS') return unsafe(receiver);
  if (responseCode !== null && ((responseCode >= 400 && responseCode < 500) || responseCode === badSequence)) {
    return later(receiver, responseCode);
  }
  if (code === 'EAUTH' || responseCode === 535 || responseCode === 534) {
    return permanent('auth', `The mail server refused the user name or password for ${receiver}.`, serverSetIn);
  }
  if (code === 'ENOAUTH' || responseCode === signInFirst) {
    return permanent('auth', `The mail server wants a user name and password for ${receiver}.`, serverSetIn);
  }
  if (responseCode === tooBig || code === 'EMESSAGE' || (command === 'DATA' && responseCode !== null))
    return refused(receiver, responseCode);
  if (responseCode !== null && responseCode >= 500) {
    if (command.startsWith('MAIL')) {
      return permanent('notAllowed', `The mail server refuses the sender ${from} (${responseCode}).`, serverSetIn);
    }
    if (command.startsWith('RCPT')) {
      return permanent(
        'notConfigured',
        `The mail server refuses the addresses of ${receiver} (${responseCode}).`,
        toSetIn,
      );
    }
    // It turned the connection away before it heard of any message.
    return later(receiver, responseCode);
  }
  if (code === 'EENVELOPE') return permanent('notConfigured', `The addresses of ${receiver} cannot be used.`, toSetIn);
  const says = code === 'EDNS' || systemCode === '';
  return network(says ? error : Object.assign(new Error(), { code: systemCode }));
}

const badSequence = 503;
const signInFirst = 530;
const tooBig = 552;

function later(receiver: string, responseCode: number): DeliveryFailure {
  const message = `The mail server could not take a message for ${receiver} just now (${responseCode}). It waits and is tried again.`;
  return { kind: 'transient', code: 'unreachable', retryable: true, message, retryAfterMs: null };
}

function refused(receiver: string, responseCode: number | null): DeliveryFailure {
  const answer = responseCode === null ? '' : ` (${responseCode})`;
  const message = `The mail server refused this message for ${receiver}${answer}. Nobody was told there; see the alert in Watchkeeper.`;
  return { kind: 'rejected', code: 'badAnswer', retryable: false, message, retryAfterMs: null };
}

function unsafe(receiver: string): DeliveryFailure {
  const message = `No safe connection to the mail server could be made. The message for ${receiver} waits and is tried again.`;
  return { kind: 'transient', code: 'tls', retryable: true, message, retryAfterMs: null };
}

function permanent(code: DeliveryFailure['code'], what: string, setIn: string): DeliveryFailure {
  const message = `${what} No alerts arrive there. Correct it in ${setIn}.`;
  return { kind: 'permanent', code, retryable: false, message, retryAfterMs: null };
}

function smtpErrorOf(error: unknown): SmtpError {
  const field = (name: string): unknown =>
    typeof error === 'object' && error !== null && name in error ? (error as Record<string, unknown>)[name] : undefined;
  const [code, systemCode] = [field('code'), field('originalCode')];
  const [command, responseCode] = [field('command'), field('responseCode')];
  return {
    code: typeof code === 'string' ? code : '',
    systemCode: typeof systemCode === 'string' ? systemCode : '',
    command: typeof command === 'string' ? command : '',
    responseCode: typeof responseCode === 'number' ? responseCode : null,
  };
}
