import type { Diagnostics } from '../../shared/diagnostics.ts';
import type { PopUpFace } from '../notify/popUps/popUpFace.ts';

/** Whether somebody sees pop-ups of this host; `problem`: why the system shows none. */
export function popUpState(
  face: Pick<PopUpFace, 'kind' | 'isThere'>,
  enabled: boolean,
  problem: string | null,
): Diagnostics['popUps'] {
  if (!enabled) return { state: 'off', explanation: 'Pop-ups are turned off in Setup → Pop-ups.' };
  if (problem !== null) return { state: 'refused', explanation: problem };
  if (face.kind === 'desktop')
    return { state: 'shown', explanation: 'The system shows the notifications of this app.' };
  return face.isThere()
    ? { state: 'shown', explanation: 'At least one page of this host shows pop-ups.' }
    : { state: 'nobody', explanation: 'No page that shows pop-ups is open, so none are decided on.' };
}
