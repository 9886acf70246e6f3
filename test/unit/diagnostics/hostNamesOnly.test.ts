import { expect, it } from 'vitest';
import { hostNamesOnly } from '../../../core/diagnostics/hostNamesOnly.ts';

it.each([
  ['https://oncall:pw@clickhouse.shop.internal:8443/path?query=1', 'clickhouse.shop.internal'],
  ['see http://127.0.0.1:8123/ and clickhouse://db.example.com:9440/x.', 'see 127.0.0.1 and db.example.com'],
  ['oncall@example.com', '…@example.com'],
  ['Oncall <first.last+x@mail.example.com>, b@example.org', 'Oncall <…@mail.example.com>, …@example.org'],
  ['SELECT 1 FROM realtime.events', 'SELECT 1 FROM realtime.events'],
  ['https://', 'https://'],
])('%s becomes %s', (text, expected) => {
  expect(hostNamesOnly(text)).toBe(expected);
});

it('goes through lists, values and names, and leaves the rest as it is', () => {
  expect(hostNamesOnly({ 'a@b.example': [{ url: 'https://h.example/x', n: 1, on: true, none: null }] })).toEqual({
    '…@b.example': [{ url: 'h.example', n: 1, on: true, none: null }],
  });
});
