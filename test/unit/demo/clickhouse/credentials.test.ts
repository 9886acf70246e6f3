import { describe, expect, it } from 'vitest';
import { checkCredentials, readCredentials } from '../../../../demo/clickhouse/credentials.ts';

const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

describe('readCredentials', () => {
  it.each([
    ['nothing', {}, '', { user: 'default', password: '' }],
    ['headers', { 'x-clickhouse-user': 'u', 'x-clickhouse-key': 'p' }, '', { user: 'u', password: 'p' }],
    ['a key alone', { 'x-clickhouse-key': 'p' }, '', { user: 'default', password: 'p' }],
    ['the URL', {}, 'user=u&password=p%26q', { user: 'u', password: 'p&q' }],
    ['Basic, colons in the password', basic('u:p:q'), '', { user: 'u', password: 'p:q' }],
    ['Basic without password', basic('u'), '', { user: 'u', password: '' }],
    ['Basic without user', basic(':p'), '', { user: 'default', password: 'p' }],
  ])('reads %s', (_name, headers, query, expected) => {
    expect(readCredentials(headers, new URLSearchParams(query))).toEqual(expected);
  });

  it.each([
    ['two ways at once', { 'x-clickhouse-user': 'u', ...basic('u:p') }, ''],
    ['another scheme', { authorization: 'Bearer token' }, ''],
  ])('refuses %s', (_name, headers, query) => {
    expect(readCredentials(headers, new URLSearchParams(query))).toMatchObject({ name: 'AUTHENTICATION_FAILED' });
  });
});

describe('checkCredentials', () => {
  const own = { user: 'oncall', password: 'secret' };

  it('lets its own in', () => {
    expect(checkCredentials({ ...own }, own)).toBeUndefined();
  });

  it.each([
    { user: 'oncall', password: '' },
    { user: 'oncall', password: 'Secret' },
    { user: 'default', password: 'secret' },
  ])('refuses $user with "$password", and repeats no password', (given) => {
    const refusal = checkCredentials(given, own);
    expect(refusal).toMatchObject({ code: 516, name: 'AUTHENTICATION_FAILED' });
    expect(refusal?.text.toLowerCase()).not.toContain('secret');
  });
});
