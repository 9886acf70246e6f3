import type { Sound } from '../../../shared/popUp.ts';

export interface Note {
  /** From the start, in seconds. */
  at: number;
  lasts: number;
  hertz: number;
  /** 0..1. */
  loudness: number;
  wave: 'sine' | 'triangle';
}

const chime: Note[] = [
  { at: 0, lasts: 0.5, hertz: 659.26, loudness: 0.25, wave: 'sine' },
  { at: 0.14, lasts: 0.8, hertz: 987.77, loudness: 0.25, wave: 'sine' },
];

/** Three calls of a falling pair: heard through a door, and not mistaken for a chat message. */
const alarm: Note[] = [0, 0.55, 1.1].flatMap((at) => [
  { at, lasts: 0.2, hertz: 932.33, loudness: 0.4, wave: 'triangle' as const },
  { at: at + 0.2, lasts: 0.28, hertz: 698.46, loudness: 0.4, wave: 'triangle' as const },
]);

/** What each sound is made of; synthesised, so that no file has to be there when it matters. */
export const soundScore: Record<Sound, readonly Note[]> = { none: [], chime, alarm };
