import { net } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlackWebhookNotifier } from '../../../../core/adapters/slack/slackWebhookNotifier.ts';
import { netErrorCode } from '../../../../electron/machine/netError.ts';
import { systemFetch } from '../../../../electron/machine/systemFetch.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import { slackFault, startSlackDouble } from '../../../support/slackDouble.ts';

const patient = new AbortController().signal;
beforeEach(async () => {
  standIn.reset();
  await standIn.becomeReady();
});

/** As Chromium's network ends a request. */
function failsWith(message: string): void {
  vi.spyOn(net, 'fetch').mockRejectedValue(new Error(message));
}

const test = (url = 'https://hooks.slack.com/services/T/B/secret') =>
  createSlackWebhookNotifier({ receiver: 'slack', url, setIn: 'Setup → Slack', fetch: systemFetch }).test(patient);

it('brings a message to Slack, without the cookies of the window', async () => {
  await using slack = Object.assign(await startSlackDouble(), {
    async [Symbol.asyncDispose]() {
      await slack.close();
    },
  });
  const fetched = vi.spyOn(net, 'fetch');
  expect(await test(slack.url())).toEqual({ ok: true });
  expect(slack.messages).toHaveLength(1);
  expect(fetched.mock.calls[0]?.[1]).toMatchObject({ credentials: 'omit', bypassCustomProtocolHandlers: true });
  slack.answer(slackFault.noService);
  expect(await test(slack.url())).toMatchObject({ ok: false, error: { code: 'notConfigured' } });
});

describe('what Chromium says in its own words', () => {
  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'dns', 'could not be found'],
    ['net::ERR_DNS_TIMED_OUT', 'dns', 'could not be found'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'tls', 'certificate'],
    ['net::ERR_CERT_DATE_INVALID', 'tls', 'certificate'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'tls', 'certificate'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'timeout', 'in time'],
    ['net::ERR_TIMED_OUT', 'timeout', 'in time'],
    ['net::ERR_CONNECTION_REFUSED', 'unreachable', 'ECONNREFUSED'],
    ['net::ERR_INTERNET_DISCONNECTED', 'unreachable', 'ENETDOWN'],
    ['net::ERR_NETWORK_IO_SUSPENDED', 'unreachable', 'ENETDOWN'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'unreachable', 'ERR_PROXY_CONNECTION_FAILED'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'unreachable', 'ERR_TUNNEL_CONNECTION_FAILED'],
    ['something else', 'unreachable', 'failed'],
  ])('%s is %s to a person', async (said, code, words) => {
    failsWith(said);
    const result = await test();
    expect(result).toMatchObject({ ok: false, error: { kind: 'transient', code } });
    expect(result.ok ? '' : result.error.message).toContain(words);
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it('of a redirect, is an answer that points elsewhere', async () => {
    failsWith('Redirect was cancelled');
    expect(await test()).toMatchObject({ ok: false, error: { kind: 'permanent', code: 'notConfigured' } });
  });

  it('is read from such errors alone', () => {
    expect(netErrorCode(new Error('net::ERR_FAILED'))).toBe('ERR_FAILED');
    expect(netErrorCode(new Error('failed with net::ERR_FAILED'))).toBeNull();
    expect(netErrorCode('net::ERR_FAILED')).toBeNull();
  });
});

it('passes on what is not of the network, such as a deadline', async () => {
  vi.spyOn(net, 'fetch').mockImplementation(async (_, init) => {
    init?.signal?.throwIfAborted();
    return new Response('ok');
  });
  const ended = AbortSignal.abort(new DOMException('deadline', 'AbortError'));
  await expect(systemFetch('https://hooks.slack.com/', { signal: ended })).rejects.toThrow('deadline');
});
