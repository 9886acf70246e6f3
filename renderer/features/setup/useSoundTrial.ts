import { useEffect, useState } from 'react';
import type { Sound } from '../../../shared/popUp.ts';
import { browserTimers } from '../../api/timers.ts';
import { createSounds } from '../popUps/sounds.ts';

/** Plays a sound on a click, to hear what one chooses. */
export function useSoundTrial(): (sound: Sound) => void {
  const [sounds] = useState(() =>
    createSounds({ makeContext: () => new AudioContext(), mayPlay: () => true, timers: browserTimers }),
  );
  useEffect(() => () => sounds.stop(), [sounds]);
  return (sound) => void sounds.play(sound);
}
