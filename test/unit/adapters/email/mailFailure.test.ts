import { expect, it } from 'vitest';
import { mailFailure } from '../../../../core/adapters/email/mailFailure.ts';

it.each<[string, object, string, string]>([
  ['greets nobody just now', { code: 'EPROTOCOL', responseCode: 554, command: 'CONN' }, 'transient', 'unreachable'],
  ['cannot check passwords', { code: 'EAUTH', responseCode: 454, command: 'AUTH PLAIN' }, 'transient', 'unreachable'],
  ['refuses the password', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'permanent', 'auth'],
  ['wants a sign-in', { code: 'EENVELOPE', responseCode: 530, command: 'MAIL FROM' }, 'permanent', 'auth'],
  ['refuses the sender', { code: 'EENVELOPE', responseCode: 501, command: 'MAIL FROM' }, 'permanent', 'notAllowed'],
  ['refuses all addresses', { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, 'permanent', 'notConfigured'],
  ['lost its place', { code: 'EENVELOPE', responseCode: 503, command: 'MAIL FROM' }, 'transient', 'unreachable'],
  [
    'says beforehand it is too big',
    { code: 'EENVELOPE', responseCode: 552, command: 'MAIL FROM' },
    'rejected',
    'badAnswer',
  ],
  ['told how big it may be', { code: 'EMESSAGE', command: 'MAIL FROM' }, 'rejected', 'badAnswer'],
  ['refuses the message', { code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, 'rejected', 'badAnswer'],
  ['refuses STARTTLS', { code: 'ETLS', responseCode: 502, command: 'STARTTLS' }, 'transient', 'tls'],
  ['shows a wrong certificate', { code: 'ESOCKET', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'transient', 'tls'],
  ['is not found', { code: 'EDNS', originalCode: 'ENODATA' }, 'transient', 'dns'],
  ['does not answer', { code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }, 'transient', 'timeout'],
  ['is not waited for', { code: 'EABORT', name: 'AbortError' }, 'transient', 'timeout'],
])('a server that %s', (_, fields, kind, code) => {
  const error = Object.assign(new Error('550 PLANTED at mail.example.com'), fields);
  const failure = mailFailure(error, { receiver: 'email', from: 'watch@example.com', toSetIn: 'Delivery → Receivers' });
  expect(failure).toMatchObject({ kind, code, retryable: kind === 'transient' });
  expect(failure.message).not.toMatch(/PLANTED|mail\.example/);
});

it.each([
  ['MAIL FROM', 'The mail server refuses the sender watch@example.com (550).', 'Setup → E-mail'],
  ['RCPT TO', 'The mail server refuses the addresses of email (550).', 'Delivery → Receivers'],
])('what is refused at %s is corrected where it is set', (command, what, place) => {
  const error = Object.assign(new Error(), { code: 'EENVELOPE', responseCode: 550, command });
  const mail = { receiver: 'email', from: 'watch@example.com', toSetIn: 'Delivery → Receivers' };
  expect(mailFailure(error, mail).message).toBe(`${what} No alerts arrive there. Correct it in ${place}.`);
});
