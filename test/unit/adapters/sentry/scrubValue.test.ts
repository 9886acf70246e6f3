import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubValue } from '../../../../core/adapters/sentry/scrub/scrubValue.ts';

describe('a value of JSON', () => {
  it('loses what stands under keys that name a secret or something personal, at any depth', () => {
    expect(
      scrubValue({
        url: 'https://shop.test/x?a=1',
        user: { Email: 'ada', phoneNumber: 555, id: 7, mobile: true },
        headers: [{ 'Set-Cookie': ['a=1'], Accept: '*/*' }],
        db: { password: { old: 'x', new: 'y' }, pool_size: 4 },
      }),
    ).toEqual({
      url: 'https://shop.test/x?[removed]',
      user: { Email: '[removed]', phoneNumber: '[removed]', id: 7, mobile: true },
      headers: [{ 'Set-Cookie': '[removed]', Accept: '*/*' }],
      db: { password: '[removed]', pool_size: 4 },
    });
  });

  it('keeps numbers that only count', () => {
    const counts = { prompt_tokens: 12, maxTokens: 100, session_count: 3, retries: null, total: 1773144000000 };
    expect(scrubValue(counts)).toEqual(counts);
  });

  it('loses numbers that are a card, and addresses that are keys', () => {
    expect(scrubValue({ 'ada@example.com': 1, pan: 4111111111111111 })).toEqual({ '[email]': 1, pan: '[card]' });
  });

  it('is cut where it is deeper or longer than anybody reads', () => {
    let deep: unknown = 'end';
    for (let depth = 0; depth < 2000; depth++) deep = { deep };
    expect(JSON.stringify(scrubValue(deep)).length).toBeLessThan(200);
    expect(scrubValue(Array.from({ length: 1000 }, () => 1))).toHaveLength(200);
  });

  it('never makes trouble, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => void scrubValue(value)));
    expect(scrubValue(JSON.parse('{"__proto__": {"a": 1}}'))).toEqual(JSON.parse('{"__proto__": {"a": 1}}'));
  });
});
