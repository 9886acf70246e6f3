import type { AlertSort } from '../../../shared/alertQuery.ts';
import { type AlertFilter, allAlerts } from './alertFilter.ts';

type Sort = Pick<AlertFilter, 'sort' | 'direction'>;

/** Texts are read from A; severities and times from the worst and the newest. */
const firstDirection: Record<AlertSort, 'asc' | 'desc'> = {
  urgency: 'desc',
  severity: 'desc',
  startsAt: 'desc',
  lastSeenAt: 'desc',
  title: 'asc',
  status: 'asc',
  source: 'asc',
};

/** What a click on a column's name leads to: its natural order, the other way round, then by urgency again. */
export function nextSort(present: Sort, key: AlertSort): Sort {
  const first = firstDirection[key];
  if (present.sort !== key) return { sort: key, direction: first };
  if (present.direction === first) return { sort: key, direction: first === 'asc' ? 'desc' : 'asc' };
  return { sort: allAlerts.sort, direction: allAlerts.direction };
}
