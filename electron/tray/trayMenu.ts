import type { Alert } from '../../shared/alert.ts';
import { formatValue } from '../../shared/formatValue.ts';
import type { Severity } from '../../shared/severity.ts';
import { menuLabel } from './menuLabel.ts';
import { type Span, spans } from './span.ts';
import type { TrayFacts } from './trayFacts.ts';
import { isPaused, totalOf } from './trayIcon.ts';
import { ageWords, calmStateLine, clockTime } from './trayWords.ts';

export type TrayCommand =
  | { do: 'acknowledge'; ids: string[] }
  | { do: 'snooze'; ids: string[] | 'all'; for: Span }
  | { do: 'checkNow' }
  | { do: 'open'; path: string }
  | { do: 'pause'; for: Span | null }
  | { do: 'quit' };

/** The menu as data, so that it can be compared; without `command` and `submenu` an entry is greyed out. */
export type TrayMenuEntry = { separator: true } | { label: string; command?: TrayCommand; submenu?: TrayMenuEntry[] };

const mostAlerts = 5;
const words: Record<Severity, string> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' };
const separator: TrayMenuEntry = { separator: true };

export function trayMenu(facts: TrayFacts, now: number): TrayMenuEntry[] {
  const total = totalOf(facts.unacknowledged);
  const shown = facts.newest.slice(0, mostAlerts);
  const more = total - shown.length;
  const alerts: TrayMenuEntry[] = [
    ...shown.map((alert) => alertEntry(alert, facts.currency, now)),
    ...(shown.length > 0 && more > 0 ? [entry(`…and ${more} more`, { do: 'open', path: '/alerts' })] : []),
  ];
  return [
    { label: menuLabel(capitalised(calmStateLine(facts, now))) },
    ...brokenEntries(facts),
    separator,
    ...alerts,
    ...(alerts.length > 0 ? [separator] : []),
    acknowledgeEntry(shown, more),
    total > 0 ? snoozeEntry('Snooze all', 'all') : { label: 'Snooze all' },
    entry('Check now', { do: 'checkNow' }),
    separator,
    pauseEntry(facts, now),
    separator,
    entry('Open Watchkeeper', { do: 'open', path: '/' }),
    entry('Settings', { do: 'open', path: '/setup' }),
    separator,
    entry('Quit', { do: 'quit' }),
  ];
}

/** Somebody would wait in vain for messages there. */
function brokenEntries({ health }: TrayFacts): TrayMenuEntry[] {
  return health.receivers
    .filter(({ status }) => status === 'broken')
    .map(({ name }) => entry(`${name} is broken: nothing arrives there`, { do: 'open', path: '/delivery' }));
}

function alertEntry(alert: Alert, currency: string, now: number): TrayMenuEntry {
  const values =
    alert.metricValue === null || alert.expectedValue === null
      ? []
      : [
          `${formatValue(alert.metricValue, alert.unit, currency)} ← ${formatValue(alert.expectedValue, alert.unit, currency)}`,
        ];
  const snoozed =
    alert.snoozedUntil !== null && Date.parse(alert.snoozedUntil) > now
      ? [`snoozed until ${clockTime(alert.snoozedUntil)}`]
      : [];
  const age = ageWords(now - Date.parse(alert.startsAt));
  return {
    label: menuLabel([words[alert.severity], alert.title, ...values, age, ...snoozed].join(' · ')),
    submenu: [
      entry('Acknowledge', { do: 'acknowledge', ids: [alert.id] }),
      ...spans.map(({ span, words }) => entry(`Snooze ${words}`, { do: 'snooze', ids: [alert.id], for: span })),
      entry('Open', { do: 'open', path: `/alerts/${encodeURIComponent(alert.id)}` }),
    ],
  };
}

/** Takes what the menu shows and nothing else: an alert that came after it was drawn has been read by nobody. */
function acknowledgeEntry(shown: readonly Alert[], more: number): TrayMenuEntry {
  if (shown.length === 0) return { label: 'Acknowledge' };
  const ids = shown.map((alert) => alert.id);
  const label =
    ids.length === 1 && more <= 0 ? 'Acknowledge' : `Acknowledge ${more > 0 ? 'these' : 'all'} ${ids.length}`;
  return entry(label, { do: 'acknowledge', ids });
}

function snoozeEntry(label: string, ids: string[] | 'all'): TrayMenuEntry {
  return {
    label,
    submenu: spans.map(({ span, words }) => entry(capitalised(words), { do: 'snooze', ids, for: span })),
  };
}

function pauseEntry({ health }: TrayFacts, now: number): TrayMenuEntry {
  const until = health.popUpsPausedUntil;
  const spansOn = spans.map(({ span, words }) => entry(capitalised(words), { do: 'pause', for: span }));
  if (!isPaused(until, now)) return { label: 'Pause notifications', submenu: spansOn };
  return {
    label: `Notifications are paused until ${clockTime(until)}`,
    submenu: [entry('Resume now', { do: 'pause', for: null }), separator, ...spansOn],
  };
}

function entry(label: string, command: TrayCommand): TrayMenuEntry {
  return { label, command };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
