import { expect, it } from 'vitest';
import { mailConnection } from '../../../../core/adapters/email/mailConnection.ts';

it.each([
  ['smtp.example.com', 465, { secure: true, requireTLS: false }],
  ['smtp.example.com', 587, { secure: false, requireTLS: true }],
  ['smtp.example.com', 25, { secure: false, requireTLS: true }],
  ['localhost.example.com', 25, { secure: false, requireTLS: true }],
  ['10.0.0.5', 25, { secure: false, requireTLS: true }],
  ['127.0.0.1', 1025, { secure: false, requireTLS: false }],
  ['localhost', 465, { secure: true, requireTLS: false }],
])('%s:%i', (host, port, connection) => {
  expect(mailConnection(host, port)).toEqual(connection);
});
