import type { Severity } from '../../../shared/severity.ts';
import type { Watch } from './freshnessView.ts';

export interface TabState {
  title: string;
  /** Name of a file in `/favicons`. */
  icon: Severity | 'live' | 'late' | 'blind' | 'starting';
}

/**
 * What the browser's tab says while nobody looks at the page: how many critical and high alerts nobody has, or that
 * the page cannot know. A count from before the watch went blind is not repeated.
 */
export function documentTitle(watch: Watch, unacknowledged: Record<Severity, number> | null): TabState {
  if (watch === 'blind') return { title: 'blind · Watchkeeper', icon: 'blind' };
  if (watch === 'disconnected') return { title: 'no connection · Watchkeeper', icon: 'blind' };
  if (watch === 'signedOut') return { title: 'signed out · Watchkeeper', icon: 'blind' };
  if (watch === 'starting' || unacknowledged === null) return { title: 'Watchkeeper', icon: 'starting' };
  const urgent = unacknowledged.critical + unacknowledged.high;
  const count = urgent > 0 ? `(${urgent}) ` : '';
  if (watch === 'late') return { title: `${count}late · Watchkeeper`, icon: 'late' };
  const worst = (['critical', 'high', 'medium', 'low'] as const).find((severity) => unacknowledged[severity] > 0);
  return { title: `${count}Watchkeeper`, icon: worst ?? 'live' };
}
