import type { PopUp } from '../../../shared/popUp.ts';
import { alertPath, pathOf } from '../../routing/route.ts';

/** Where a click leads: to the details of one alert, to the list for several, to the board where it tells of none. */
export function popUpPath({ alertIds }: Pick<PopUp, 'alertIds'>): string {
  const [first, ...others] = alertIds;
  if (first === undefined) return pathOf.board;
  return others.length === 0 ? alertPath(first) : pathOf.alerts;
}

/** A path of this app out of a message from the service worker; null for anything that could lead elsewhere. */
export function ownPath(value: unknown): string | null {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : null;
}
