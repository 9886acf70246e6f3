import { type AlertSort, naturalDirection } from '../../../shared/alertQuery.ts';
import { type AlertFilter, allAlerts } from './alertFilter.ts';

type Sort = Pick<AlertFilter, 'sort' | 'direction'>;

/** What a click on a column's name leads to: its natural order, the other way round, then by urgency again. */
export function nextSort(present: Sort, key: AlertSort): Sort {
  const first = naturalDirection[key];
  if (present.sort !== key) return { sort: key, direction: first };
  if (present.direction === first) return { sort: key, direction: first === 'asc' ? 'desc' : 'asc' };
  return { sort: allAlerts.sort, direction: allAlerts.direction };
}
