import type { Sound } from '../../../shared/popUp.ts';
import type { Timers } from '../../api/timers.ts';
import { type Note, soundScore } from './soundScore.ts';

export interface Sounds {
  /** `blocked`: the browser plays nothing before somebody has clicked or typed on the page, or cannot at all. */
  play(sound: Sound): Promise<'played' | 'blocked' | 'none'>;
  stop(): void;
}

interface SoundsOptions {
  makeContext: () => AudioContext;
  /** Whether the browser would let the page be heard. */
  mayPlay: () => boolean;
  timers: Timers;
}

/** A browser that does not want to play leaves the question open instead of answering no. */
const wakesWithinMs = 400;
const attack = 0.012;
const silence = 0.0001;

export function createSounds({ makeContext, mayPlay, timers }: SoundsOptions): Sounds {
  let context: AudioContext | undefined;

  const awake = async (): Promise<AudioContext | null> => {
    // Making one too early is refused with a line in the console.
    if (!mayPlay()) return null;
    context ??= makeContext();
    if (context.state === 'running') return context;
    const resumed = context.resume();
    await new Promise<void>((resolve) => {
      const timer = timers.after(wakesWithinMs, resolve);
      const settle = () => {
        timer.cancel();
        resolve();
      };
      resumed.then(settle, settle);
    });
    return (context.state as AudioContextState) === 'running' ? context : null;
  };

  return {
    async play(sound) {
      if (sound === 'none') return 'none';
      try {
        const output = await awake();
        if (output === null) return 'blocked';
        for (const note of soundScore[sound]) sing(output, note);
        return 'played';
      } catch {
        return 'blocked';
      }
    },
    stop: () => void context?.close().catch(() => {}),
  };
}

/** Swells and fades: a tone that is cut off clicks. */
function sing(context: AudioContext, { at, lasts, hertz, loudness, wave }: Note): void {
  const start = context.currentTime + at;
  const tone = new OscillatorNode(context, { type: wave, frequency: hertz });
  const volume = new GainNode(context, { gain: silence });
  volume.gain.setValueAtTime(silence, start);
  volume.gain.exponentialRampToValueAtTime(loudness, start + attack);
  volume.gain.exponentialRampToValueAtTime(silence, start + lasts);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + lasts);
}
