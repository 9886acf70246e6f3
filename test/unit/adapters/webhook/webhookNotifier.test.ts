import { expect, it } from 'vitest';
import { createWebhookNotifier } from '../../../../core/adapters/webhook/webhookNotifier.ts';
import type { DigestMessage } from '../../../../core/notify/notifier.ts';
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
  const digest: DigestMessage = { messages, group: null, dashboardUrl: null, currency: 'USD', delayedMs: 0 };
  await notifier.sendDigest?.(digest, signal);
  await notifier.sendDigest?.({ ...digest, delayedMs: 90_000 }, signal);
  await notifier.sendDigest?.({ ...digest, messages: messages.slice(1) }, signal);
  const [one, same, other] = requests.map(({ headers }) => headers.get('idempotency-key'));
  expect(same).toBe(one);
  expect(other).not.toBe(one);
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
