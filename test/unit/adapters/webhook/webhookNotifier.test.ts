import { describe, expect, it } from 'vitest';
import { createWebhookNotifier } from '../../../../core/adapters/webhook/webhookNotifier.ts';
import { aDigest } from '../../../support/aDigest.ts';
import { aMessage } from '../../../support/aMessage.ts';
import { anAlert } from '../../../support/builders.ts';
import { nastyTexts } from '../../../support/nastyTexts.ts';

const signal = new AbortController().signal;

/** To a service that answers everything with one status. */
function notifierTo(status: number, template = '') {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests.push(new Request(String(input), init));
    return new Response(null, { status });
  };
  const options = { receiver: 'ops', url: 'https://hooks.example.com/x', signingKey: null, template, fetch };
  return { notifier: createWebhookNotifier(options), requests };
}

it('sends one message for many again under the same key, though it is later by then', async () => {
  const { notifier, requests } = notifierTo(204);
  const messages = [aMessage({ key: 'k1' }), aMessage({ key: 'k2' })];
  const digest = aDigest(messages);
  await notifier.sendDigest?.(digest, signal);
  await notifier.sendDigest?.({ ...digest, delayedMs: 90_000 }, signal);
  await notifier.sendDigest?.({ ...digest, messages: messages.slice(1) }, signal);
  const [one, same, other] = requests.map(({ headers }) => headers.get('idempotency-key'));
  expect(same).toBe(one);
  expect(other).not.toBe(one);
});

it('says of a digest what it is about, and that nothing got through where that was so', async () => {
  const { notifier, requests } = notifierTo(204);
  const messages = [aMessage({ key: 'k1' }), aMessage({ key: 'k2' })];
  await notifier.sendDigest?.(aDigest(messages), signal);
  await notifier.sendDigest?.(aDigest(messages, { delayedMs: 50 * 60_000, outageMs: 42 * 60_000 }), signal);
  const texts = await Promise.all(requests.map(async (request) => ((await request.json()) as { text: string }).text));
  expect(texts).toEqual(['2 alerts', '2 alerts while this could not be delivered, delayed up to 42 min']);
});

it('says what the alerts of a digest follow from and what they cost together', async () => {
  const { notifier, requests } = notifierTo(204);
  const cause = { title: 'Traffic drop', startsAt: '2026-03-10T12:05:00.000Z' };
  const messages = [aMessage({ key: 'k1', cause }), aMessage({ key: 'k2', cause })];
  await notifier.sendDigest?.(aDigest(messages, { lostRevenue: 4213 }), signal);
  expect(await requests[0]?.json()).toMatchObject({
    known: ['All of them are probably a consequence of “Traffic drop” (12:05 UTC).', 'Lost so far: about $4,200.'],
  });
});

it.each([
  [401, 'permanent'],
  [403, 'permanent'],
  [404, 'permanent'],
  [410, 'permanent'],
  [409, 'rejected'],
  [413, 'rejected'],
  [422, 'rejected'],
  [408, 'transient'],
  [503, 'transient'],
])('takes %i for %s', async (status, kind) => {
  const { notifier } = notifierTo(status);
  expect(await notifier.send(aMessage(), signal)).toMatchObject({ ok: false, error: { kind } });
});

it.each([...nastyTexts, '","admin":true,"x":"', '{{reason}}', '$& $1'])(
  'lets nothing out of the text of a template: %j',
  async (title) => {
    const { notifier, requests } = notifierTo(204, '{"text":"about {{alert.title}}"}');
    await notifier.send(aMessage({ alert: anAlert({ title }) }), signal);
    expect(await requests[0]?.json()).toEqual({ text: `about ${title}` });
  },
);

it.each(['alert.__proto__', 'alert.title.length', 'constructor'])('knows no %s in a template', async (path) => {
  const { notifier, requests } = notifierTo(204, `{"text":"{{${path}}}"}`);
  expect(await notifier.send(aMessage(), signal)).toMatchObject({ ok: false, error: { kind: 'rejected' } });
  expect(requests).toEqual([]);
});

it('tells of an alert that lacks a label which the template names', async () => {
  const { notifier, requests } = notifierTo(204, '{"text":"{{alert.title}}","team":"{{alert.labels.team}}"}');
  const alert = anAlert({ title: 'Revenue drop', labels: {} });
  expect(await notifier.send(aMessage({ alert }), signal)).toEqual({ ok: true });
  expect(await requests[0]?.json()).toEqual({ text: 'Revenue drop', team: null });
});

describe('a test message', () => {
  it('has the shape of the template, so that a service which wants it takes it', async () => {
    const { notifier, requests } = notifierTo(
      204,
      '{"content":"{{kind}}: {{alert.title}}","n":"{{alert.metricValue}}"}',
    );
    expect(await notifier.test(signal)).toEqual({ ok: true });
    expect(await requests[0]?.json()).toEqual({ content: 'test: Watchkeeper test', n: 1 });
  });

  it('finds out that the template names what no message has', async () => {
    const { notifier, requests } = notifierTo(204, '{"text":"{{alert.titel}}"}');
    const message = expect.stringContaining('the template names alert.titel, which no message has');
    expect(await notifier.test(signal)).toMatchObject({ ok: false, error: { kind: 'rejected', message } });
    expect(requests).toEqual([]);
  });

  it('that is refused leads to the template', async () => {
    const message =
      'ops answers, but does not take what it is sent (400). Correct its template or its address in Delivery → Receivers.';
    expect(await notifierTo(400).notifier.test(signal)).toMatchObject({ ok: false, error: { message } });
  });
});
