import type { PopUpFace } from './popUpFace.ts';

/** Every name that a face's receiver can have: routes do not lead to them, and no other receiver stands in for them. */
export const popUpReceivers = ['desktop', 'browser'] as const satisfies readonly PopUpFace['kind'][];

export function isPopUpReceiver(name: string): boolean {
  return popUpReceivers.some((receiver) => receiver === name);
}
