import { formatDuration } from '../../../shared/formatDuration.ts';
import { formatNumber } from '../../../shared/formatValue.ts';
import { jobsHeadline } from '../../notify/notices/jobsNotice.ts';
import type { JobNotice, JobsNotice, Notice, UserNotice, UsersNotice } from '../../notify/notices/notice.ts';
import type { NoticeMessage } from '../../notify/notifier.ts';
import { defuse } from './defuse.ts';
import {
  calmColour,
  coloured,
  colours,
  isLate,
  link,
  localTime,
  type Markup,
  markup,
  plain,
  type SlackBlock,
  type SlackPayload,
  textOnly,
} from './slackPayload.ts';

const nameLength = 100;
const errorLength = 1500;
const factNameLength = 60;
const factLength = 200;
/** Slack shows ten fields of a section. */
const mostFields = 10;
const mostNames = 20;
/** Of the text of a section, Slack shows 3000 characters; more runs than fit are only counted. */
const listLength = 2800;
const listedErrorLength = 150;

/** News as a message that alarms nobody. Pure; whatever the data holds, it stays within Slack's limits and pings nobody. */
export function slackNotice(message: NoticeMessage): SlackPayload {
  const { notice, dashboardUrl, delayedMs } = message;
  const text = headlineOf(notice);
  const fields = fieldsOf(notice);
  const body = bodyOf(notice);
  const links = link(dashboardUrl, 'Open in Watchkeeper');
  const context = [...contextOf(notice), ...(isLate(delayedMs) ? [`delayed ${formatDuration(delayedMs)}`] : [])];
  const blocks: SlackBlock[] = [
    { type: 'header', text: plain(`${emojiOf(notice)} ${text}`, true) },
    ...(fields.length === 0 ? [] : [{ type: 'section' as const, fields }]),
    ...(body === '' ? [] : [{ type: 'section' as const, text: plain(body) }]),
    ...links.map((each): SlackBlock => ({ type: 'section', text: markup(each) })),
    ...(context.length === 0 ? [] : [{ type: 'context' as const, elements: context.map((part) => plain(part)) }]),
  ];
  return coloured(text, colourOf(notice), blocks);
}

/** The same in plain text, for when Slack refuses the blocks. */
export function slackNoticeText({ notice }: NoticeMessage): SlackPayload {
  const body = bodyOf(notice);
  return textOnly([headlineOf(notice), ...(body === '' ? [] : [body]), ...contextOf(notice)].join('\n'));
}

/** One line for the thread that began with the same run. */
export function slackNoticeLine({ notice }: NoticeMessage): SlackPayload {
  const body = bodyOf(notice);
  return textOnly([`${emojiOf(notice)} ${headlineOf(notice)}`, ...(body === '' ? [] : [body])].join('\n'));
}

function headlineOf(notice: Notice): string {
  switch (notice.kind) {
    case 'job':
      return `${defuse(notice.job, nameLength)} ${outcomeOf(notice)}`;
    case 'jobs':
      return jobsHeadline(notice);
    case 'user':
      return `New user: ${defuse(nameOf(notice), nameLength)}`;
    case 'users':
      return `${formatNumber(notice.count)} new users`;
  }
}

function outcomeOf({ status, durationMs }: Pick<JobNotice, 'status' | 'durationMs'>): string {
  if (status === 'running') return 'started';
  return durationMs === null ? status : `${status} after ${formatDuration(durationMs)}`;
}

const nameOf = ({ name, email, userId }: UserNotice) => name || email || userId || 'without a name';

const statusEmoji: Record<JobNotice['status'], string> = {
  running: '▶️',
  succeeded: '✅',
  failed: '❌',
  cancelled: '⏹️',
};

function emojiOf(notice: Notice): string {
  if (notice.kind === 'job') return statusEmoji[notice.status];
  if (notice.kind === 'jobs') return statusEmoji[notice.counts.failed > 0 ? 'failed' : 'succeeded'];
  return '👤';
}

function colourOf(notice: Notice): string {
  const failed =
    notice.kind === 'job' ? notice.status === 'failed' : notice.kind === 'jobs' && notice.counts.failed > 0;
  return failed ? colours.high : calmColour;
}

function fieldsOf(notice: Notice): Exclude<SlackBlock, { text: unknown } | { elements: unknown }>['fields'] {
  const fact = (name: string, value: string) => plain(`${defuse(name, factNameLength)}: ${defuse(value, factLength)}`);
  const named = (name: string, value: string) => (value === '' ? [] : [fact(name, value)]);
  if (notice.kind === 'user') {
    return [
      ...named('Name', notice.name),
      ...named('E-mail', notice.email),
      ...named('Id', notice.userId),
      ...named('Total users', notice.totalUsers === null ? '' : formatNumber(notice.totalUsers)),
      ...named('Environment', notice.environment),
    ];
  }
  if (notice.kind === 'jobs') return [];
  if (notice.kind === 'users') {
    return named('Total users', notice.totalUsers === null ? '' : formatNumber(notice.totalUsers));
  }
  const times: Markup[] = [
    ...(notice.startedAt === null ? [] : [markup(`*Started*\n${localTime(notice.startedAt)}`)]),
    ...(notice.phase === 'finished' && notice.finishedAt !== null
      ? [markup(`*Finished*\n${localTime(notice.finishedAt)}`)]
      : []),
  ];
  return [...times, ...notice.facts.map(({ name, value }) => fact(name, value))].slice(0, mostFields);
}

function bodyOf(notice: Notice): string {
  if (notice.kind === 'job') return notice.phase === 'finished' ? defuse(notice.error, errorLength) : '';
  if (notice.kind === 'jobs') return runsOf(notice);
  return notice.kind === 'users' ? listOf(notice) : '';
}

/** A line for each run as far as they fit, and how many more there are. */
function runsOf({ counts, runs }: JobsNotice): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const lines: string[] = [];
  let length = 0;
  for (const run of runs) {
    const where = run.environment === '' ? '' : ` (${defuse(run.environment, nameLength)})`;
    const why = run.error === '' ? '' : `: ${defuse(run.error, listedErrorLength)}`;
    const line = `${statusEmoji[run.status]} ${defuse(run.job, nameLength)}${where} ${outcomeOf(run)}${why}`;
    if (length + line.length > listLength) break;
    lines.push(line);
    length += line.length + 1;
  }
  const more = all - lines.length;
  return [...lines, ...(more > 0 ? [`and ${formatNumber(more)} more`] : [])].join('\n');
}

function listOf({ count, names }: UsersNotice): string {
  const shown = names.slice(0, mostNames).map((name) => defuse(name, nameLength));
  const more = count - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}

function contextOf(notice: Notice): string[] {
  if (notice.kind !== 'job') return [];
  return [`Run ${defuse(notice.runId, nameLength)}`];
}
