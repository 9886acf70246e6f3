import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubText } from '../../../../core/adapters/sentry/scrub/scrubText.ts';

describe('what is taken out of a text', () => {
  it.each([
    ['E-mail addresses', 'No mailbox for ada.lovelace+shop@mail.example.co.uk here', 'No mailbox for [email] here'],
    ['with an apostrophe', "from o'brien@example.ie.", 'from [email].'],
    ['of other alphabets', 'an почта@пример.рф und müller@exämple.de', 'an [email] und [email]'],
    ['as addresses write them', 'to=ada%40example.com', 'to=[email]'],
    ['at a number or this machine', 'root@10.0.0.7 root@localhost', '[email] [email]'],
    ['IPv4', 'connect ECONNREFUSED 192.168.1.20:5432', 'connect ECONNREFUSED [ip]:5432'],
    ['IPv6', 'peer 2001:db8::8a2e:370:7334: reset', 'peer [ip]: reset'],
    ['IPv6 in brackets', 'http server [fe80::1]:8080', 'http server [[ip]]:8080'],
    ['IPv6 of this machine', 'on ::1', 'on [ip]'],
    ['IPv4 within IPv6', 'from ::ffff:10.1.2.3.', 'from [ip].'],
    ['international numbers', 'call +49 (171) 123-4567 now', 'call [phone] now'],
    ['American numbers', 'call (555) 123-4567 or 555.123.4567', 'call [phone] or [phone]'],
    ['national numbers', 'Tel 020 7946 0958', 'Tel [phone]'],
    ['French numbers', 'Tel 06 12 34 56 78', 'Tel [phone]'],
    ['cards in groups', 'card 4111 1111 1111 1111 declined', 'card [card] declined'],
    ['cards in one piece', 'card=5555555555554444;', 'card=[card];'],
    ['cards of fifteen digits', 'Amex 3782-822463-10005', 'Amex [card]'],
    ['bearer tokens', 'sent Bearer abc123def456', 'sent Bearer [removed]'],
    ['whole headers', 'Authorization: Bearer abc.def-ghi next', 'Authorization: [removed] next'],
    ['basic credentials', 'Authorization: Basic YWRhOmh1bnRlcjI= x', 'Authorization: [removed] x'],
    ['cookies', 'Cookie: sid=8f3a; theme=dark', 'Cookie: [removed]'],
    ['passwords', 'login failed: password=hunter2', 'login failed: password=[removed]'],
    ['passwords with signs', 'PASSWORD = a,b]c)d;e&f rest', 'PASSWORD = [removed] rest'],
    ['keys of JSON in a text', '{"user":"x","api_key": "s3 cr\\"et"}', '{"user":"x","api_key": "[removed]"}'],
    [
      'JSON within JSON',
      '{"body":"{\\"clientSecret\\":\\"abc def\\"}"}',
      '{"body":"{\\"clientSecret\\":\\"[removed]\\"}"}',
    ],
    ['a value that was cut off', '{"password": "abc de', '{"password": "[removed]"'],
    ['pairs within a quoted value', 'message="token=abc123 rejected"', 'message="token=[removed] rejected"'],
    ['two words', 'api key: 12345', 'api key: [removed]'],
    ['headers of services', 'X-Api-Key: q1w2e3', 'X-Api-Key: [removed]'],
    ['tokens that say what they are', 'key sk-proj-abcdefghijkl1234 used', 'key [token] used'],
    ['of AWS', 'AKIAIOSFODNN7EXAMPLE', '[token]'],
    ['JSON Web Tokens', 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl!', 'got [token]!'],
    ['private keys', '-----BEGIN RSA PRIVATE KEY----- MIIE -----END RSA PRIVATE KEY----- x', '[removed] x'],
    ['queries', 'GET https://shop.test/a/b?user=ada&t=1 failed', 'GET https://shop.test/a/b?[removed] failed'],
    ['queries of paths', 'GET /search?q=ada HTTP/1.1', 'GET /search?[removed] HTTP/1.1'],
    ['fragments', 'https://shop.test/#access=1', 'https://shop.test/#[removed]'],
    ['users of addresses', 'postgres://ada:hunter2@db.test/shop', 'postgres://db.test/shop'],
    ['with a slash in the password', 'postgres://ada:hun/ter2@db.test/shop', 'postgres://db.test/shop'],
    ['with an at in the password', 'amqp://ada:p@ss@mq.test:5672/', 'amqp://mq.test:5672/'],
    ['home folders', 'File "/home/ada/app/x.py", line 3', 'File "/home/[user]/app/x.py", line 3'],
    ['of macOS', 'at /Users/ada.l/x.js:1', 'at /Users/[user]/x.js:1'],
    ['of Windows', 'at C:\\Users\\Ada Lovelace\\x.js', 'at C:\\Users\\[user]\\x.js'],
    ['of Windows in JSON', '"C:\\\\Users\\\\Ada\\\\x.js"', '"C:\\\\Users\\\\[user]\\\\x.js"'],
    ['by a tilde', 'read ~ada/.ssh/id', 'read ~[user]/.ssh/id'],
  ])('%s', (_what, text, clean) => {
    expect(scrubText(text)).toBe(clean);
  });
});

describe('what stays in a text', () => {
  it.each([
    'ValidationError: price must be > 0 (got -12.50) for artifact 7f3e-11',
    'Timed out after 30000 ms at 2026-03-10T12:00:00.000Z, 12:34:56, 10-03-2026 12:00',
    'std::vector<int>::at, core::fmt, a ? b : c, module:function',
    'prompt_tokens: 1200, completion_tokens=40, session_count: 3',
    'basic authentication failed; the bearer was missing',
    'created at 1773144000000, order 1234567890123456',
    'https://shop.test:8443/api/v2/items answered 500',
    'numpy 2.1.0, node v24.18.0, package@1.2.3',
    'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ])('%s', (text) => {
    expect(scrubText(text)).toBe(text);
  });
});

const digit = fc.integer({ min: 0, max: 9 });
const word = fc.stringMatching(/^[a-z]{1,8}$/);
const surroundings = fc.tuple(
  fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
  fc.constantFrom(' ', ' (', ' "', ' <', '\t', ': '),
  fc.constantFrom(' ', ') ', '" ', '> ', ', ', '. ', '; '),
  fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
);

function luhn(digits: readonly number[]): string {
  const sum = digits.toReversed().reduce((total, each, place) => {
    const value = place % 2 === 0 ? each * 2 : each;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return [...digits, (10 - (sum % 10)) % 10].join('');
}

const card = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.array(digit, { minLength: 11, maxLength: 17 }))
  .map(([first, rest]) => luhn([first, ...rest]));
const separated = (text: string, by: string) => text.replace(/(.{4})(?=.)/g, `$1${by}`);
const token = fc.stringMatching(/^[A-Za-z0-9_-]{10,40}$/);

const personal = {
  'an e-mail address': fc.emailAddress({ size: 'small' }).filter((address) => /^[\w.+-]+@/.test(address)),
  'an IPv4 address': fc.ipV4(),
  'an IPv6 address': fc.ipV6().filter((address) => address.length > 4),
  'a card number': fc.tuple(card, fc.constantFrom('', ' ', '-')).map(([number, by]) => separated(number, by)),
  'a phone number': fc
    .tuple(
      fc.integer({ min: 1, max: 99 }),
      fc.array(digit, { minLength: 8, maxLength: 11 }),
      fc.constantFrom('', ' ', '-'),
    )
    .map(([country, rest, by]) => `+${country}${by}${separated(rest.join(''), by)}`),
  'a JSON Web Token': fc.tuple(token, token, token).map((parts) => `eyJ${parts.join('.')}`),
} satisfies Record<string, fc.Arbitrary<string>>;

const secretKey = fc.constantFrom(
  ...['password', 'db_password', 'userPassword', 'secret', 'clientSecret', 'token', 'access_token', 'authorization'],
  ...['api_key', 'apiKey', 'X-Api-Key', 'cookie', 'session', 'sessionId', 'private_key', 'credentials', 'DB.PASSWD'],
);

describe('wherever it stands', () => {
  it.each(Object.entries(personal))('%s is taken out', (_name, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, surroundings, (value, [before, open, close, after]) => {
        expect(scrubText(`${before}${open}${value}${close}${after}`)).not.toContain(value);
      }),
    );
  });

  it('the value of a key that names a secret is taken out, however it is written', () => {
    const forms = fc.constantFrom<(key: string, value: string) => string>(
      (key, value) => `${key}=${value}`,
      (key, value) => `${key}: ${value}`,
      (key, value) => JSON.stringify({ [key]: value, other: 1 }),
      (key, value) => JSON.stringify({ body: JSON.stringify({ [key]: value }) }),
      (key, value) => `{'${key}': '${value}'}`,
      (key, value) => JSON.stringify({ [key]: value }).slice(0, -4),
      (key, value) => `${key} => "${value}"`,
    );
    fc.assert(
      fc.property(secretKey, token, forms, surroundings, (key, value, form, [before, open, close, after]) => {
        const clean = scrubText(`${before}${open}${form(key, value)}${close}${after}`);
        expect(clean).not.toContain(value.slice(0, 8));
      }),
    );
  });
});

describe('any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'a1:@./\\"\'=[]{}?#-+% ,;~\n'), maxLength: 200 }),
    fc
      .array(fc.oneof(...Object.values(personal), secretKey, fc.constantFrom('=', ': ', ' ', '"')), { maxLength: 12 })
      .map((parts) => parts.join('')),
  );

  it('is scrubbed once: the second time nothing more is found', () => {
    fc.assert(
      fc.property(text, (each) => {
        const clean = scrubText(each);
        expect(scrubText(clean)).toBe(clean);
      }),
      { numRuns: 2000 },
    );
  });
});
