import { plainText } from '../../core/notify/popUps/plainText.ts';
import type { TrayFacts } from './trayFacts.ts';
import { type TrayIcon, totalOf, trayIcon } from './trayIcon.ts';
import { type TrayMenuEntry, trayMenu } from './trayMenu.ts';
import { stateLine } from './trayWords.ts';

/** What a person sees of the tray. */
export interface TrayView {
  icon: TrayIcon;
  /** The number as text beside the icon, for systems that show one there; empty: none. */
  title: string;
  tooltip: string;
  menu: TrayMenuEntry[];
}

/** Windows cuts at 127 units, in the middle of a word and without a sign. */
const longestTooltip = 127;
const highestTitle = 99;

export function trayView(facts: TrayFacts, now: number): TrayView {
  const icon = trayIcon(facts, now);
  const total = totalOf(facts.unacknowledged);
  return {
    icon,
    title: icon.count === null ? '' : total > highestTitle ? `${highestTitle}+` : String(total),
    tooltip: plainText(`Watchkeeper: ${stateLine(facts, now)}`, longestTooltip),
    menu: trayMenu(facts, now),
  };
}
