import type { Severity } from '../../../shared/severity.ts';
import type { Watch } from './freshnessView.ts';

export type TabIcon = Severity | 'live' | 'late' | 'blind' | 'starting';

export interface TabState {
  title: string;
  icon: TabIcon;
  /** Drawn into the icon; 0: none, or not to be trusted. */
  count: number;
}

/**
 * What the browser's tab says while nobody looks at the page: how many critical and high alerts nobody has, or that
 * the page cannot know. A count from before the watch went blind is not repeated. `page`: named where it has no place in
 * the rail.
 */
export function documentTitle(
  watch: Watch,
  unacknowledged: Record<Severity, number> | null,
  page: string | null = null,
): TabState {
  const name = page === null ? 'Watchkeeper' : `${page} · Watchkeeper`;
  if (watch === 'blind') return { title: 'blind · Watchkeeper', icon: 'blind', count: 0 };
  if (watch === 'disconnected') return { title: 'no connection · Watchkeeper', icon: 'blind', count: 0 };
  if (watch === 'signedOut') return { title: 'signed out · Watchkeeper', icon: 'blind', count: 0 };
  if (watch === 'starting' || unacknowledged === null) return { title: name, icon: 'starting', count: 0 };
  const urgent = unacknowledged.critical + unacknowledged.high;
  const words = urgent > 0 ? `(${urgent}) ` : '';
  if (watch === 'late') return { title: `${words}late · Watchkeeper`, icon: 'late', count: urgent };
  const worst = (['critical', 'high', 'medium', 'low'] as const).find((severity) => unacknowledged[severity] > 0);
  return { title: `${words}${name}`, icon: worst ?? 'live', count: urgent };
}
