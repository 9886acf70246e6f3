import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../../core/jobs/maskSecrets.ts';

describe('a text', () => {
  it.each([
    ['connect postgres://etl:hunter2@db/shop failed', 'connect postgres://etl:•••@db/shop failed'],
    ['postgres://u:p@ss@db', 'postgres://u:•••@db'],
    ['DB_PASSWORD=hunter2 etl', 'DB_PASSWORD=••• etl'],
    ['{"db_password":"hun ter","rows":1}', '{"db_password":•••,"rows":1}'],
    ['password: 1234', 'password: •••'],
    ['?token=abcdef&x=1', '?token=•••&x=1'],
    ['Authorization: Bearer abcdefgh.ijkl', 'Authorization: Bearer •••'],
    ['key AKIAABCDEFGHIJKLMNOP leaked', 'key ••• leaked'],
    ['xoxb-1234567890-abc', '•••'],
    ['sk_live_abcdefgh1234', '•••'],
    ['https://hooks.slack.com/services/T0/B0/x', '•••'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', '•••'],
    ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----', '•••'],
  ])('%j loses its secrets', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  it.each([
    'prompt_tokens=300, total_tokens: 812',
    'duplicate key violates "pk_customer_orders"',
    'see https://wiki.example.com/a:b and mail ana@example.com',
    '12 tests passed: all',
  ])('%j has none, and stays', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it('of any kind takes no longer for being long', () => {
    for (const part of ['a-', 'secret', '://:', '"', 'token=', 'eyJ', 'password ']) {
      // Its own work: what else the machine does in between is not counted.
      const before = process.threadCpuUsage();
      maskSecrets(part.repeat(2000));
      expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(1000);
    }
  });
});

describe('an object', () => {
  it('keeps what is public, and nothing under a name of a secret, however deep', () => {
    expect(
      maskSecrets({
        ...{ apiKey: 'x', clientSecret: 'y', password: 1234, pin: '', retries: 3, team: 'shop', private: true },
        credentials: { user: 'etl', hosts: ['a', 'b'] },
      }),
    ).toEqual({
      ...{ apiKey: '•••', clientSecret: '•••', password: '•••', pin: '', retries: 3, team: 'shop', private: true },
      credentials: { user: '•••', hosts: ['•••', '•••'] },
    });
  });

  it('keeps counts of tokens and of tests', () => {
    const counts = { prompt_tokens: 300, tokens: { prompt: 1, completion: '2' }, tests_pass: 12, secret_count: 3 };
    expect(maskSecrets(counts)).toEqual(counts);
  });

  it('of any shape is taken', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void maskSecrets(value)));
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), (secret) => {
        const masked = JSON.stringify(maskSecrets({ deep: [{ password: `~${secret}~` }] }));
        return !masked.includes(JSON.stringify(`~${secret}~`).slice(1, -1));
      }),
    );
  });
});
