import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../support/seededRandom.ts';
import { type ReceivedMessage, randomFaults, startSlackDouble } from '../support/slackDouble.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { startFaultyService } from './faultyService.ts';

export interface CrashOptions {
  alerts: number;
  kills: number;
  seed: number;
  /** Share of messages that each service fails at, 0..1. */
  faultShare: number;
}

export interface CrashResult {
  alerts: number;
  receivers: number;
  /** Alerts that arrived, over all receivers. */
  arrived: number;
  kills: number;
  /** Messages that told a receiver of an alert it knew, for whatever cause. */
  duplicates: number;
  /** Messages whose service broke the connection after it had taken them. */
  unanswered: number;
  seconds: number;
}

const childFile = join(import.meta.dirname, 'crashChild.ts');

/** Delivers alerts to four failing services while the process is killed again and again, and counts what arrived. */
export async function crashRun({ alerts, kills, seed, faultShare }: CrashOptions): Promise<CrashResult> {
  const startedAt = performance.now();
  const random = seededRandom(seed);
  await using folder = await temporaryFolder();
  const slack = await startSlackDouble();
  const pagerDuty = await startFaultyService({ seed: seed + 2, share: faultShare, status: 202, idsIn: ofIncident });
  const many = await startFaultyService({ seed: seed + 3, share: faultShare, status: 204, idsIn: ofBody });
  const one = await startFaultyService({ seed: seed + 4, share: faultShare, status: 204, idsIn: ofTemplate });
  const services = [pagerDuty, many, one];
  let unanswered = 0;
  const faults = randomFaults(seed + 1, faultShare);
  slack.answer(() => {
    const fault = faults();
    if (fault.kind === 'cut' && fault.answered) unanswered++;
    return fault;
  });
  const run = () =>
    spawn(
      process.execPath,
      [childFile, join(folder.path, 'watchkeeper.db'), String(alerts), slack.url(), ...services.map(({ url }) => url)],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
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
    const ofSlack = slack.messages.filter((message) => message.accepted).map((message) => [alertOf(message)]);
    const told = [ofSlack, ...services.map(({ taken }) => taken)];
    const arrived = told.reduce((sum, ids) => sum + new Set(ids.flat()).size, 0);
    const duplicates = told.reduce((sum, messages) => sum + repeatedIn(messages), 0);
    const broken = services.reduce((sum, service) => sum + service.unanswered(), unanswered);
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    return { alerts, receivers: told.length, arrived, kills, duplicates, unanswered: broken, seconds };
  } finally {
    await Promise.all([slack, ...services].map((service) => service.close()));
  }
}

const ofIncident = ({ dedup_key }: { dedup_key: string }): string[] => [dedup_key.replace('watchkeeper-', '')];
const ofTemplate = ({ id }: { id: string }): string[] => [id];
const ofBody = (body: { alert?: { id: string }; alerts?: { alert: { id: string } }[] }): string[] =>
  body.alert ? [body.alert.id] : (body.alerts ?? []).map(({ alert }) => alert.id);

/** Messages in which an alert stands that one before had. */
function repeatedIn(messages: readonly (readonly string[])[]): number {
  const known = new Set<string>();
  return messages.filter((ids) => {
    const repeats = ids.some((id) => known.has(id));
    for (const id of ids) known.add(id);
    return repeats;
  }).length;
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
