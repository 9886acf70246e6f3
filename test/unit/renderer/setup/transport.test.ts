import { expect, it } from 'vitest';
import { transportOf } from '../../../../renderer/features/setup/transport.ts';

it.each([
  ['https://clickhouse.example.com:8443', false, 'encrypted'],
  [' https://clickhouse.example.com ', true, 'encrypted'],
  ['http://localhost:8123', false, 'sameMachine'],
  ['http://127.0.0.1:8123', true, 'sameMachine'],
  ['http://clickhouse.example.com:8123', false, 'refused'],
  ['http://clickhouse.example.com:8123', true, 'readable'],
  ['http://localhost.example.com', false, 'refused'],
  ['clickhouse.example.com', false, null],
  ['', true, null],
])('how a password would travel to "%s", plain http allowed: %s', (url, allowUnencrypted, transport) => {
  expect(transportOf({ url, allowUnencrypted })).toBe(transport);
});
