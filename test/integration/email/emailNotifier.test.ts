import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmailNotifier } from '../../../core/adapters/email/emailNotifier.ts';
import type { NotificationMessage } from '../../../core/notify/notifier.ts';
import type { Alert } from '../../../shared/alert.ts';
import { aDigest } from '../../support/aDigest.ts';
import { anAlert } from '../../support/builders.ts';
import { type SmtpDouble, startSmtp } from '../../support/smtpDouble.ts';

const signal = new AbortController().signal;
let server: SmtpDouble;
afterEach(() => server.close());

type Options = Parameters<typeof createEmailNotifier>[0];
const notifierFor = (options: Partial<Options> = {}) =>
  createEmailNotifier({
    ...{ receiver: 'email', host: server.host, port: server.port, ca: server.ca, user: '', password: '' },
    ...{ from: 'watchkeeper@example.com', to: ['oncall@example.com', 'lead@example.com'] },
    ...{ toSetIn: 'Setup → E-mail', ...options },
  });

const aMessage = (more: Partial<NotificationMessage> = {}, alert: Partial<Alert> = {}): NotificationMessage => ({
  ...{
    key: 'a1/email/1-firing',
    reason: 'firing',
    alert: anAlert({ severity: 'critical', ...alert }),
    currency: 'USD',
    delayedMs: 0,
  },
  ...{ suppressed: 0, ref: null, dashboardUrl: 'https://watch.example.com/alerts/a1', acknowledgeUrl: null, ...more },
});

/** A header as people see it. */
function header(source: string, name: string): string {
  const head = source.slice(0, source.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '';
}

describe('a mail about an alert', () => {
  it('says what, how bad and since when, as text and as HTML, to everybody', async () => {
    server = await startSmtp();
    expect((await notifierFor().send(aMessage({ suppressed: 3, delayedMs: 600_000 }), signal)).ok).toBe(true);
    const [mail] = server.mails;
    expect(mail).toMatchObject({ from: 'watchkeeper@example.com', to: ['oncall@example.com', 'lead@example.com'] });
    expect(header(mail?.source ?? '', 'Subject')).toBe('[Critical] Revenue drop: $245, expected $1,850');
    expect(header(mail?.source ?? '', 'Auto-Submitted')).toBe('auto-generated');
    expect(mail?.source).toContain('text/plain');
    expect(mail?.source).toContain('text/html');
    expect(mail?.source).toContain('3 repetitions were held back');
    expect(mail?.source).toContain('10 min late');
    expect(mail?.encrypted).toBe(true);
  });

  it('stands in one thread with the others about it, and is the same mail when it is sent again', async () => {
    server = await startSmtp();
    const first = await notifierFor().send(aMessage(), signal);
    await notifierFor().send(aMessage(), signal);
    const ref = first.ok ? (first.ref ?? null) : null;
    await notifierFor().send(aMessage({ key: 'a1/email/2-resolved', reason: 'resolved', ref }), signal);
    const [one, same, end] = server.mails.map(({ source }) => source);
    expect(header(same ?? '', 'Message-ID')).toBe(header(one ?? '', 'Message-ID'));
    expect(header(end ?? '', 'In-Reply-To')).toBe(header(one ?? '', 'Message-ID'));
    expect(header(end ?? '', 'Subject')).toContain('Resolved: Revenue drop');
  });

  it('has no header that the data wrote, and no markup', async () => {
    server = await startSmtp();
    const title = 'Drop\r\nBcc: thief@example.com\r\n\r\nbody';
    await notifierFor().send(aMessage({}, { title, description: '<script>alert(1)</script>' }), signal);
    const [mail] = server.mails;
    expect(mail?.to).toEqual(['oncall@example.com', 'lead@example.com']);
    expect(header(mail?.source ?? '', 'Bcc')).toBe('');
    const html = mail?.source.slice(mail.source.indexOf('text/html')) ?? '';
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>');
  });

  it('gets through whatever an alert holds', async () => {
    server = await startSmtp();
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constant('\u0000\u202e😀\r\n.'.repeat(3000)),
    );
    const labels = fc.dictionary(fc.string({ minLength: 1, maxLength: 10 }), texts, { maxKeys: 10 });
    await fc.assert(
      fc.asyncProperty(texts, texts, labels, async (title, description, all) => {
        expect((await notifierFor().send(aMessage({}, { title, description, labels: all }), signal)).ok).toBe(true);
      }),
      { numRuns: 20 },
    );
    for (const { source } of server.mails) expect(header(source, 'Subject')).not.toBe('');
    // Mails of a megabyte: a second for all of them, and many on a machine that does something else.
  }, 120_000);

  it('of many alerts names them, the worst first, up to some, and counts the rest', async () => {
    server = await startSmtp();
    const messages = Array.from({ length: 250 }, (_, index) =>
      aMessage({}, { id: `a${index}`, title: `Job ${index}` }),
    );
    await notifierFor().sendDigest?.(aDigest(messages, { group: 'type = job' }), signal);
    const source = server.mails[0]?.source.replaceAll('=\r\n', '') ?? '';
    expect(header(source, 'Subject')).toBe('[Critical] 250 alerts: 250 critical');
    expect(source).toContain('Job 199');
    expect(source).toContain('and 50 more');
  });
});

describe('a server that refuses', () => {
  it.each<[string, Parameters<SmtpDouble['refuse']>, object, string]>([
    [
      'the sender',
      ['from', 550],
      { kind: 'permanent', code: 'notAllowed' },
      'refuses the sender watchkeeper@example.com (550)',
    ],
    ['every address', ['to', 550], { kind: 'permanent' }, 'refuses the addresses of email'],
    ['the message', ['data', 552], { kind: 'rejected' }, 'refused this message for email (552)'],
    ['for the moment', ['data', 451], { kind: 'transient' }, 'just now (451)'],
    ['addresses for the moment', ['to', 450], { kind: 'transient' }, 'just now (450)'],
  ])('%s', async (_, refusal, expected, sentence) => {
    server = await startSmtp();
    server.refuse(...refusal);
    const result = await notifierFor().send(aMessage(), signal);
    expect(result).toMatchObject({ ok: false, error: expected });
    expect(!result.ok && result.error.message).toContain(sentence);
    expect(JSON.stringify(result)).not.toContain('PLANTED');
  });

  it('the password', async () => {
    server = await startSmtp({ password: 'right' });
    const wrong = await notifierFor({ user: 'ada', password: 'PLANTED-wrong' }).send(aMessage(), signal);
    expect(wrong).toMatchObject({ ok: false, error: { kind: 'permanent', code: 'auth' } });
    expect(JSON.stringify(wrong)).not.toContain('PLANTED');
    expect((await notifierFor({ user: 'ada', password: 'right' }).send(aMessage(), signal)).ok).toBe(true);
    expect(server.mails.map(({ user }) => user)).toEqual(['ada']);
  });

  it('is not there', async () => {
    server = await startSmtp();
    const gone = await notifierFor({ host: '127.0.0.1', port: 1 }).send(aMessage(), signal);
    expect(gone).toMatchObject({ ok: false, error: { kind: 'transient', code: 'unreachable' } });
  });

  it('shows a certificate that nobody vouches for', async () => {
    server = await startSmtp();
    const { ca: _, ...withoutCa } = { receiver: 'email', host: server.host, port: server.port, ca: '' };
    const addresses = {
      user: '',
      password: '',
      from: 'w@example.com',
      to: ['o@example.com'],
      toSetIn: 'Setup → E-mail',
    };
    const result = await createEmailNotifier({ ...withoutCa, ...addresses }).send(aMessage(), signal);
    expect(result).toMatchObject({ ok: false, error: { kind: 'transient', code: 'tls' } });
    expect(server.mails).toEqual([]);
  });
});

describe('a server that refuses some of the addresses', () => {
  it('takes the mail for the others, and it is said who has not got it', async () => {
    server = await startSmtp();
    server.refuseAddress('lead@example.com');
    const result = await notifierFor().send(aMessage(), signal);
    expect(result).toMatchObject({
      ok: true,
      warning: 'Taken for oncall@example.com, refused for lead@example.com (550).',
    });
    expect(server.mails.map(({ to }) => to)).toEqual([['oncall@example.com']]);
    expect(JSON.stringify(result)).not.toContain('PLANTED');
    expect(await notifierFor().test(signal)).toMatchObject({ ok: true, warning: expect.stringContaining('lead@') });
    expect(await notifierFor({ to: ['oncall@example.com'] }).send(aMessage(), signal)).not.toHaveProperty('warning');
  });

  it('one by one until none is left closes the receiver, unless one of them may be taken later', async () => {
    server = await startSmtp();
    server.refuseAddress('oncall@example.com', 550);
    server.refuseAddress('lead@example.com', 553);
    expect(await notifierFor().send(aMessage(), signal)).toMatchObject({ ok: false, error: { kind: 'permanent' } });
    server.refuseAddress('lead@example.com', 450);
    expect(await notifierFor().send(aMessage(), signal)).toMatchObject({ ok: false, error: { kind: 'transient' } });
    expect(server.mails).toEqual([]);
  });

  it('names the first of very many and counts the rest', async () => {
    server = await startSmtp();
    const to = Array.from({ length: 12 }, (_, index) => `p${index}@example.com`);
    for (const address of to.slice(1)) server.refuseAddress(address);
    const result = await notifierFor({ to }).send(aMessage(), signal);
    expect(result.ok && result.warning).toMatch(
      /^Taken for p0@example.com, refused for p1@.*p10@example.com \(550\), 1 more\.$/,
    );
  });
});

it('is cut off when it is told to be', async () => {
  server = await startSmtp();
  const stop = new AbortController();
  stop.abort();
  expect(await notifierFor().send(aMessage(), stop.signal)).toMatchObject({ ok: false, error: { kind: 'transient' } });
  const cut = new AbortController();
  const sending = notifierFor().send(aMessage(), cut.signal);
  queueMicrotask(() => cut.abort());
  expect((await sending).ok).toBe(false);
  expect(server.mails).toEqual([]);
});
