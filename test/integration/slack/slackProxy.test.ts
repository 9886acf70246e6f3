import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { environmentProxy } from '../../../core/adapters/http/environmentProxy.ts';
import { acknowledgeAction } from '../../../core/adapters/slack/slackInteraction.ts';
import { createSlackSocket, type SlackSocket } from '../../../core/adapters/slack/slackSocket.ts';
import { eventually } from '../../support/eventually.ts';
import { type HttpProxy, startHttpProxy } from '../../support/httpProxy.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { type SlackWorkspace, startSlackWorkspace } from '../../support/slackWorkspace.ts';

let slack: SlackWorkspace;
let proxy: HttpProxy;
let clock: ManualClock;
let heard: string[];
let socket: SlackSocket | null;

beforeEach(async () => {
  slack = await startSlackWorkspace();
  const port = Number(new URL(slack.apiUrl).port);
  proxy = await startHttpProxy(() => port);
  clock = new ManualClock();
  heard = [];
  socket = null;
});
afterEach(async () => {
  await socket?.stop();
  await eventually(async () => expect(slack.line.open()).toBe(0));
  await proxy.stop();
  await slack.close();
});

/** Slack under names that only the proxy can lead anywhere. */
const apiUrl = 'http://slack.test/api/';

function listening(variables: Record<string, string>, at = apiUrl): SlackSocket {
  const way = environmentProxy(variables);
  if (at === apiUrl) leadBeyond();
  return createSlackSocket({
    ...{ appToken: slack.appToken, botToken: null, apiUrl: at, log: recordingLog(), clock },
    ...(way ? { fetch: way.fetch, dispatcher: way.dispatcher } : {}),
    giveFeedback: async () => null,
    async acknowledge(alertId) {
      heard.push(alertId);
      return null;
    },
  });
}

function leadBeyond(): void {
  const address = new URL(slack.line.newAddress());
  const url = `ws://wss-primary.slack.test${address.pathname}${address.search}`;
  slack.next('apps.connections.open', { kind: 'status', status: 200, body: JSON.stringify({ ok: true, url }) });
}

const press = () =>
  slack.line.press({ actionId: acknowledgeAction, value: 'a1', userId: 'U0000001', channel: 'C000000001' });

describe('behind the proxy that the environment names', () => {
  it('a press of the button in Slack arrives, through its tunnels alone', async () => {
    socket = listening({ HTTPS_PROXY: `http://${proxy.address}`, HTTP_PROXY: proxy.address });
    socket.start();
    await slack.line.connected();
    await press();
    await eventually(async () => expect(heard).toEqual(['a1']));
    expect(proxy.tunnels).toEqual(['slack.test:80', 'wss-primary.slack.test:80']);
    expect(proxy.requests).toEqual([]);
  });

  it('this machine is reached without it', async () => {
    socket = listening({ HTTP_PROXY: proxy.address }, slack.apiUrl);
    socket.start();
    await slack.line.connected();
    expect(proxy.sockets()).toBe(0);
  });
});
