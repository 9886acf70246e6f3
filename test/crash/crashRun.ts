import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../support/seededRandom.ts';
import { type ReceivedMessage, randomFaults, startSlackDouble } from '../support/slackDouble.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

export interface CrashOptions {
  alerts: number;
  kills: number;
  seed: number;
  /** Share of messages that Slack fails at, 0..1. */
  faultShare: number;
}

export interface CrashResult {
  alerts: number;
  arrived: number;
  kills: number;
  /** Messages beyond the first for an alert, for whatever cause. */
  duplicates: number;
  /** Those that Slack itself caused by breaking the connection after it had taken the message. */
  unanswered: number;
  seconds: number;
}

const childFile = join(import.meta.dirname, 'crashChild.ts');

/** Delivers alerts to a failing Slack while the process is killed again and again, and counts what arrived. */
export async function crashRun({ alerts, kills, seed, faultShare }: CrashOptions): Promise<CrashResult> {
  const startedAt = performance.now();
  const random = seededRandom(seed);
  await using folder = await temporaryFolder();
  const slack = await startSlackDouble();
  let unanswered = 0;
  const faults = randomFaults(seed + 1, faultShare);
  slack.answer(() => {
    const fault = faults();
    if (fault.kind === 'cut' && fault.answered) unanswered++;
    return fault;
  });
  const run = () =>
    spawn(process.execPath, [childFile, join(folder.path, 'watchkeeper.db'), slack.url(), String(alerts)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  try {
    const messagesALife = (alerts / (1 - faultShare) / kills) * 1.6;
    for (let kill = 0; kill < kills; kill++) {
      const child = run();
      const ended = endOf(child);
      // One life in eight ends while it starts or checks, the others in the middle of sending.
      if (random() < 0.125) await wait(random() * 400);
      else
        await messagesArrived(slack.messages, slack.messages.length + 1 + Math.floor(random() * messagesALife), ended);
      await wait(random() * 4);
      child.kill('SIGKILL');
      await ended;
    }
    const last = endOf(run());
    const code = await last;
    if (code !== 0) throw new Error(`The last run ended with ${code}`);
    if (slack.complaints.length > 0) throw new Error(`Slack would not have taken a message: ${slack.complaints[0]}`);
    const accepted = slack.messages.filter((message) => message.accepted).map(alertOf);
    const arrived = new Set(accepted).size;
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    return { alerts, arrived, kills, duplicates: accepted.length - arrived, unanswered, seconds };
  } finally {
    await slack.close();
  }
}

function alertOf({ payload }: ReceivedMessage): string {
  const id = /\/alerts\/([0-9a-f]+)/.exec(JSON.stringify(payload))?.[1];
  if (!id) throw new Error('A message names no alert');
  return id;
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

/** Until so many messages came, or the process ended because all were sent. */
async function messagesArrived(messages: ReceivedMessage[], count: number, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (messages.length < count && !over) await wait(1);
}
