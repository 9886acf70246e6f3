import { formatDuration } from '../../shared/formatDuration.ts';
import { severities } from '../../shared/severity.ts';
import type { TrayFacts } from './trayFacts.ts';
import { isPaused, totalOf } from './trayIcon.ts';

const justNowMs = 60_000;
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `14:35`, of this machine. */
export function clockTime(instant: string | number): string {
  return clock.format(new Date(instant));
}

/** "2 critical, 1 high", the worst first; "all quiet" when there is none. */
export function countWords(counts: TrayFacts['unacknowledged']): string {
  const told = severities.filter((severity) => counts[severity] > 0);
  return told.length === 0 ? 'all quiet' : told.map((severity) => `${counts[severity]} ${severity}`).join(', ');
}

/** One line on how things are, exact to the second: for where it is read once and then gone. */
export function stateLine(facts: TrayFacts, now: number): string {
  return line(facts, now, (checkedAt) => `checked ${formatDuration(now - checkedAt)} ago`);
}

/** The same for the menu, where a line that changes every second would never stand still. */
export function calmStateLine(facts: TrayFacts, now: number): string {
  return line(facts, now, (checkedAt) => `checked at ${clockTime(checkedAt)}`);
}

/** How long an alert is there: minutes are as fine as a menu can keep up with. */
export function ageWords(ms: number): string {
  return ms < justNowMs ? 'just now' : formatDuration(ms);
}

function line(facts: TrayFacts, now: number, checked: (checkedAt: number) => string): string {
  const { health, unacknowledged } = facts;
  const paused = isPaused(health.popUpsPausedUntil, now)
    ? [`notifications paused until ${clockTime(health.popUpsPausedUntil)}`]
    : [];
  const checkedAt = lastCheckedAt(facts);
  const known = totalOf(unacknowledged) === 0 ? [] : [countWords(unacknowledged)];
  switch (health.status) {
    case 'starting':
      return ['starting, nothing checked yet', ...paused].join(' · ');
    case 'blind':
      return `blind since ${clockTime(health.statusSince)}${health.statusReason === null ? '' : `: ${health.statusReason}`}`;
    case 'late':
      // Not "all quiet": nobody has looked for a while.
      return ['late', ...known, ...(checkedAt === null ? [] : [checked(checkedAt)]), ...paused].join(' · ');
    case 'live':
      return [countWords(unacknowledged), ...(checkedAt === null ? [] : [checked(checkedAt)]), ...paused].join(' · ');
  }
}

function lastCheckedAt({ health: { lastCycle } }: TrayFacts): number | null {
  return lastCycle === null ? null : Date.parse(lastCycle.startedAt) + lastCycle.durationMs;
}
