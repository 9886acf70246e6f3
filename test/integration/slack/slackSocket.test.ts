import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acknowledgeAction, choiceOf, feedbackAction } from '../../../core/adapters/slack/slackInteraction.ts';
import { createSlackSocket, type SlackSocket } from '../../../core/adapters/slack/slackSocket.ts';
import { eventually } from '../../support/eventually.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { type RecordingLog, recordingLog } from '../../support/recordingLog.ts';
import { apiFault, type SlackWorkspace, startSlackWorkspace } from '../../support/slackWorkspace.ts';

let slack: SlackWorkspace;
let clock: ManualClock;
let log: RecordingLog;
let heard: { alertId: string; by: string }[];
let labelled: { alertId: string; label: string; by: string }[];
let sentence: string | null;
let socket: SlackSocket;

beforeEach(async () => {
  slack = await startSlackWorkspace();
  clock = new ManualClock();
  log = recordingLog();
  heard = [];
  labelled = [];
  sentence = null;
  socket = listening();
});
afterEach(async () => {
  await socket.stop();
  await eventually(async () => expect(slack.line.open()).toBe(0));
  expect(clock.pendingTimers).toBe(0);
  await slack.close();
  expect(JSON.stringify(log.lines)).not.toMatch(/xapp-\w|xoxb-\w|ticket=/);
});

function listening(overrides: { appToken?: string; botToken?: string | null } = {}): SlackSocket {
  return createSlackSocket({
    ...{ appToken: slack.appToken, botToken: slack.botToken, apiUrl: slack.apiUrl, log, clock },
    async acknowledge(alertId, by) {
      heard.push({ alertId, by });
      return sentence;
    },
    async giveFeedback(alertId, label, by) {
      labelled.push({ alertId, label, by });
      return sentence;
    },
    ...overrides,
  });
}

const press = (value = 'a1', userId = 'U0000001', actionId = acknowledgeAction) =>
  slack.line.press({ actionId, value, userId, channel: 'C000000001' });

async function start(): Promise<void> {
  socket.start();
  await slack.line.connected();
  await eventually(async () => expect(socket.status()).toEqual({ connected: true, lastError: null }));
}

describe('a press of the button', () => {
  it('acknowledges in the name that the person has in Slack', async () => {
    await start();
    await press();
    await eventually(async () => expect(heard).toEqual([{ alertId: 'a1', by: 'Ana' }]));
    await press('a2');
    await eventually(async () => expect(heard).toHaveLength(2));
    expect(slack.calls.filter(({ method }) => method === 'users.info')).toHaveLength(1);
    expect(slack.ephemeral).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['is not known', () => slack.people.clear()],
    ['may not be asked for', () => slack.answer('users.info', apiFault.error('missing_scope'))],
  ])('goes by the name that came along when the other %s', async (_, arrange) => {
    arrange();
    await start();
    await press();
    await eventually(async () => expect(heard).toEqual([{ alertId: 'a1', by: 'someone' }]));
  });

  it('that comes too late is answered, for that person alone', async () => {
    sentence = 'This alert is over: nothing is left to acknowledge.';
    await start();
    await press();
    await eventually(async () =>
      expect(slack.ephemeral).toEqual([{ channel: 'C000000001', user: 'U0000001', text: sentence }]),
    );
  });

  it('is noted without a bot token too, only nobody is answered', async () => {
    sentence = 'This alert is over.';
    socket = listening({ botToken: null });
    await start();
    await press();
    await eventually(async () => expect(heard).toEqual([{ alertId: 'a1', by: 'someone' }]));
    expect(slack.calls.map(({ method }) => method)).toEqual(['apps.connections.open']);
  });

  it('that cannot be carried out is said to be so, and hearing goes on', async () => {
    let broken = true;
    socket = createSlackSocket({
      ...{ appToken: slack.appToken, botToken: slack.botToken, apiUrl: slack.apiUrl, log, clock },
      async acknowledge(alertId, by) {
        if (broken) throw new Error('the disk is full');
        heard.push({ alertId, by });
        return null;
      },
      giveFeedback: async () => null,
    });
    await start();
    await press();
    await eventually(async () => expect(slack.ephemeral[0]?.text).toContain('Nobody has the alert yet'));
    broken = false;
    await press();
    await eventually(async () => expect(heard).toHaveLength(1));
  });
});

it('hears what somebody chose that an alert was', async () => {
  await start();
  const userId = 'U0000001';
  await slack.line.choose({
    actionId: feedbackAction,
    value: choiceOf('expected', 'a1'),
    userId,
    channel: 'C000000001',
  });
  await eventually(async () => expect(labelled).toEqual([{ alertId: 'a1', label: 'expected', by: 'Ana' }]));
  expect(heard).toEqual([]);
  sentence = 'Watchkeeper does not know this alert any more.';
  await slack.line.choose({ actionId: feedbackAction, value: choiceOf('real', 'a2'), userId, channel: 'C000000001' });
  await eventually(async () => expect(slack.ephemeral.map(({ text }) => text)).toEqual([sentence]));
});

it('says that everything arrived and does nothing about what is not its own', async () => {
  await start();
  await press('a1', 'U0000001', 'somebody_elses_button');
  await press('../../etc/passwd');
  await press('a1', '<script>');
  await slack.line.send('interactive', { type: 'view_submission', user: { id: 'U0000001' } });
  await slack.line.send('interactive', null);
  await slack.line.send('slash_commands', { command: '/acknowledge', text: 'a1' });
  await slack.line.send('events_api', { event: { type: 'message', text: 'a1' } });
  slack.line.say('not JSON');
  slack.line.say('{}');
  await press('a7');
  await eventually(async () => expect(heard).toEqual([{ alertId: 'a7', by: 'Ana' }]));
});

describe('the connection', () => {
  it('is opened again at once when Slack recycles it, without a word to people', async () => {
    await start();
    await clock.advance(2 * 3_600_000);
    slack.line.recycle();
    await eventually(async () => {
      await clock.advance(0);
      expect(slack.line.opened()).toBe(2);
      expect(socket.status()).toEqual({ connected: true, lastError: null });
    });
    expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
    await press();
    await eventually(async () => expect(heard).toHaveLength(1));
  });

  it('that drops again and again is opened after longer and longer waits', async () => {
    const waits: number[] = [];
    const after = clock.after.bind(clock);
    clock.after = (delayMs, callback) => {
      waits.push(delayMs);
      return after(delayMs, callback);
    };
    await start();
    for (let drop = 1; drop <= 4; drop++) {
      slack.line.drop();
      await eventually(async () => expect(socket.status().connected).toBe(false));
      await clock.advance(waits.at(-1) ?? 0);
      await eventually(async () => expect(socket.status().connected).toBe(true));
    }
    const greeting = 30_000;
    expect(waits.filter((delayMs) => delayMs !== greeting)).toEqual([0, 1000, 2000, 4000]);
  });

  it('says one sentence about a token that is revoked, and asks seldom', async () => {
    slack.revoke('app');
    socket.start();
    await eventually(async () => expect(socket.status().lastError).toContain('Slack does not accept the app token'));
    expect(socket.status().lastError).toContain('Setup → Slack');
    expect(slack.calls).toHaveLength(1);
    await clock.advance(14 * 60_000);
    expect(slack.calls).toHaveLength(1);
    await clock.advance(60_000);
    await eventually(async () => expect(slack.calls).toHaveLength(2));
    await eventually(async () => expect(clock.pendingTimers).toBe(1));
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it.each([
    ['is away', apiFault.unavailable],
    ['breaks off', apiFault.cut],
    ['has an error inside', apiFault.error('internal_error')],
    ['asks for less', apiFault.rateLimited('1')],
  ])('is tried again when Slack %s', async (_, fault) => {
    slack.next('apps.connections.open', fault);
    socket.start();
    await eventually(async () => expect(socket.status().lastError).toContain('It is tried again.'));
    await clock.advance(1000);
    await eventually(async () => expect(socket.status()).toEqual({ connected: true, lastError: null }));
  });

  it('that is never greeted is given up and opened again', async () => {
    slack.line.beSilent();
    socket.start();
    await eventually(async () => expect(slack.line.open()).toBe(1));
    await clock.advance(30_000);
    await eventually(async () => expect(socket.status().lastError).toContain('is down'));
  });

  it('ends while it is being opened', async () => {
    slack.answer('apps.connections.open', apiFault.hang);
    socket.start();
    await eventually(async () => expect(slack.calls).toHaveLength(1));
    await socket.stop();
    expect(socket.status().connected).toBe(false);
  });

  it('is not opened after the end', async () => {
    await socket.stop();
    socket.start();
    await clock.advance(60_000);
    expect(slack.calls).toEqual([]);
  });
});
