import type { Log } from '../../log.ts';
import type { PopUpFace } from './popUpFace.ts';

/** The same face, whose faults reach nobody: neither the cycle that asks it, nor the people whose deeds it shows. */
export function guardedFace(face: PopUpFace, log: Log): PopUpFace {
  return {
    kind: face.kind,
    isThere() {
      try {
        return face.isThere();
      } catch (error) {
        log.error('A fault in Watchkeeper keeps it from knowing whether pop-ups can be seen; none are shown.', {
          error,
        });
        return false;
      }
    },
    async show(popUp) {
      try {
        return await face.show(popUp);
      } catch (error) {
        log.error('A fault in Watchkeeper kept a pop-up from being shown.', { error });
        const message = 'A fault in Watchkeeper kept this pop-up from being shown; the log says more.';
        return {
          ok: false,
          error: { code: 'unknown', retryable: true, message, kind: 'transient', retryAfterMs: null },
        };
      }
    },
    close(ids) {
      try {
        face.close(ids);
      } catch (error) {
        log.error('A fault in Watchkeeper kept pop-ups that are over from being taken away.', { error });
      }
    },
  };
}
