import { formatDuration } from '../../../shared/formatDuration.ts';
import { judgedFacts } from '../../notify/judgedFacts.ts';
import type { SummaryMessage } from '../../notify/notifier.ts';
import { defuse } from './defuse.ts';
import { counted } from './slackBlocks.ts';
import {
  calmColour,
  coloured,
  isLate,
  link,
  localTime,
  markup,
  plain,
  type SlackBlock,
  type SlackPayload,
  safeUrl,
  severityWords,
  textOnly,
} from './slackPayload.ts';

const noisiestShown = 5;
const titleLength = 100;
const labelLength = 100;

/** The report of a day or a week as a message that alarms nobody. */
export function slackSummary(summary: SummaryMessage): SlackPayload {
  const { report } = summary;
  const noisiest = noisiestOf(summary);
  const links = link(summary.dashboardUrl, 'Open in Watchkeeper');
  const facts = factsOf(summary).map(([name, value]) => markup(`*${name}*\n${value}`));
  const blocks: SlackBlock[] = [
    { type: 'header', text: plain(titleOf(summary)) },
    { type: 'section', text: markup(`${localTime(report.from)} to ${localTime(report.to)}`) },
    { type: 'section', fields: facts },
    ...(noisiest === null ? [] : [{ type: 'section' as const, text: plain(noisiest) }]),
    ...links.map((text): SlackBlock => ({ type: 'section', text: markup(text) })),
    ...(isLate(summary.delayedMs)
      ? [{ type: 'context' as const, elements: [plain(`delayed ${formatDuration(summary.delayedMs)}`)] }]
      : []),
  ];
  return coloured(titleOf(summary), calmColour, blocks);
}

/** The same in plain text, for when Slack refuses the blocks. */
export function slackSummaryText(summary: SummaryMessage): SlackPayload {
  const noisiest = noisiestOf(summary);
  const address = safeUrl(summary.dashboardUrl);
  return textOnly(
    [
      titleOf(summary),
      ...factsOf(summary).map(([name, value]) => `${name}: ${value}`),
      ...(noisiest === null ? [] : [noisiest]),
      ...(address === null ? [] : [address]),
    ].join('\n'),
  );
}

function titleOf({ period, report }: SummaryMessage): string {
  const many = report.alerts === 0 ? 'no alerts' : counted(report.alerts, 'alert');
  return `Watchkeeper: the ${period} in short · ${many}`;
}

function factsOf({ report, currency }: SummaryMessage): [name: string, value: string][] {
  const severities = report.bySeverity.filter(({ alerts }) => alerts > 0);
  const mean = (ms: number | null) => (ms === null ? '–' : formatDuration(ms));
  return [
    ['By severity', severities.map(({ severity, alerts }) => `${severityWords[severity]} ${alerts}`).join(', ') || '–'],
    ['Still open', String(report.open)],
    ['Acknowledged', `${report.acknowledged}, after ${mean(report.meanTimeToAcknowledgeMs)} on average`],
    ['Resolved', `${report.resolved}, after ${mean(report.meanTimeToResolveMs)} on average`],
    ['Escalated', String(report.escalated)],
    ['Messages', report.failed === 0 ? String(report.messages) : `${report.messages}, and ${report.failed} failed`],
    ...judgedFacts(report, currency),
  ];
}

/** Null where nothing fired more often than once. */
function noisiestOf({ report }: SummaryMessage): string | null {
  const noisy = report.noisiest.filter(({ alerts }) => alerts > 1).slice(0, noisiestShown);
  if (noisy.length === 0) return null;
  const lines = noisy.map(({ title, labels, alerts, messages }) => {
    const named = Object.entries(labels)
      .slice(0, 10)
      .map(([name, value]) => `${name.slice(0, labelLength)}: ${value.slice(0, labelLength)}`);
    const of = named.length === 0 ? '' : ` (${defuse(named.join(', '), labelLength)})`;
    return `• ${defuse(title, titleLength)}${of}: ${counted(alerts, 'alert')}, ${counted(messages, 'message')}`;
  });
  return ['Fired most often', ...lines].join('\n');
}
