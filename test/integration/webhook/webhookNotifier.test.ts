import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebhookNotifier } from '../../../core/adapters/webhook/webhookNotifier.ts';
import type { NotificationMessage } from '../../../core/notify/notifier.ts';
import { aDigest } from '../../support/aDigest.ts';
import { anAlert } from '../../support/builders.ts';

const signal = new AbortController().signal;
let server: Server;
let url: string;
let answer: { status: number; headers?: Record<string, string>; body?: string } | 'cut';
let heard: { headers: IncomingHttpHeaders; body: string }[];

beforeEach(async () => {
  answer = { status: 204 };
  heard = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      heard.push({ headers: request.headers, body });
      if (answer === 'cut') response.destroy();
      else response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=PLANTED-token`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const aMessage = (more: Partial<NotificationMessage> = {}): NotificationMessage => ({
  ...{ key: 'a1/hook/1-firing', reason: 'firing', alert: anAlert(), currency: 'USD', delayedMs: 0, suppressed: 0 },
  ...{ ref: null, dashboardUrl: 'https://watch.example.com/alerts/a1', acknowledgeUrl: null, ...more },
});
const notifierFor = (more: Partial<Parameters<typeof createWebhookNotifier>[0]> = {}) =>
  createWebhookNotifier({ receiver: 'hook', url, signingKey: null, template: '', ...more });

describe('a message', () => {
  it('is JSON with everything in it, signed over its time and its body', async () => {
    expect(await notifierFor({ signingKey: 'PLANTED-key' }).send(aMessage(), signal)).toEqual({ ok: true });
    const [{ headers, body } = { headers: {}, body: '' }] = heard;
    expect(JSON.parse(body)).toMatchObject({
      version: 1,
      kind: 'alert',
      reason: 'firing',
      alert: { type: 'revenue_drop' },
    });
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-watchkeeper-signature'])) ?? [];
    expect(signature).toBe(createHmac('sha256', 'PLANTED-key').update(`${seconds}.${body}`).digest('hex'));
  });

  it('that is sent again has the same key, another one another', async () => {
    await notifierFor().send(aMessage(), signal);
    await notifierFor().send(aMessage(), signal);
    await notifierFor().send(aMessage({ key: 'a1/hook/2-repeat' }), signal);
    const [one, same, other] = heard.map(({ headers }) => headers['idempotency-key']);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it('takes the form of a template, numbers as numbers', async () => {
    const template = '{"text":"{{alert.title}}: {{alert.metricValue}}","value":"{{alert.metricValue}}","who":["ops"]}';
    const quoted = anAlert({ title: 'A "quoted"\nline', metricValue: 245 });
    await notifierFor({ template }).send(aMessage({ alert: quoted }), signal);
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual({ text: 'A "quoted"\nline: 245', value: 245, who: ['ops'] });
  });

  it('whose template names what is not there is refused by that name, and nothing is sent', async () => {
    const result = await notifierFor({ template: '{"text":"{{alert.nothing}}"}' }).send(aMessage(), signal);
    expect(result).toMatchObject({ ok: false, error: { kind: 'rejected' } });
    expect(!result.ok && result.error.message).toContain('the template names alert.nothing');
    expect(heard).toEqual([]);
  });

  it('of many is one, and with a template each has its own', async () => {
    const messages = Array.from({ length: 300 }, () => aMessage());
    await notifierFor().sendDigest?.(aDigest(messages), signal);
    expect(JSON.parse(heard[0]?.body ?? '')).toMatchObject({ kind: 'digest', count: 300, more: 100 });
    expect(notifierFor({ template: '{}' }).sendDigest).toBeUndefined();
  });
});

describe('an answer', () => {
  it.each<[string, typeof answer, object]>([
    ['of 500 means later', { status: 500 }, { kind: 'transient' }],
    [
      'of 429 means later, when it says',
      { status: 429, headers: { 'retry-after': '7' } },
      { kind: 'transient', retryAfterMs: 7000 },
    ],
    ['that never comes means later', 'cut', { kind: 'transient', code: 'unreachable' }],
    ['of 400 is about this message', { status: 400, body: 'PLANTED-answer' }, { kind: 'rejected' }],
    ['of 404 closes the receiver', { status: 404 }, { kind: 'permanent' }],
    [
      'that leads elsewhere is not followed',
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      { kind: 'permanent' },
    ],
  ])('%s', async (_, given, expected) => {
    answer = given;
    const result = await notifierFor({ signingKey: 'PLANTED-key' }).send(aMessage(), signal);
    expect(result).toMatchObject({ ok: false, error: expected });
    expect(JSON.stringify(result)).not.toContain('PLANTED');
  });

  it('is not waited for once it is told to stop', async () => {
    const result = await notifierFor().send(aMessage(), AbortSignal.abort());
    expect(result).toMatchObject({ ok: false, error: { kind: 'transient', code: 'timeout' } });
  });
});
