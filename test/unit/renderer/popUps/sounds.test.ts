import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { soundScore } from '../../../../renderer/features/popUps/soundScore.ts';
import { createSounds } from '../../../../renderer/features/popUps/sounds.ts';
import { ManualClock } from '../../../support/manualClock.ts';

/** What the browser's sound would be asked to do. */
let tones: { hertz: number; from: number; to: number }[];
const globals = globalThis as unknown as Record<string, unknown>;
beforeEach(() => {
  tones = [];
  globals.GainNode = class {
    gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
    connect(next: unknown) {
      return next;
    }
  };
  globals.OscillatorNode = class {
    tone: { hertz: number; from: number; to: number };
    constructor(_context: unknown, { frequency }: { frequency: number }) {
      this.tone = { hertz: frequency, from: 0, to: 0 };
      tones.push(this.tone);
    }
    connect(next: unknown) {
      return next;
    }
    start(at: number) {
      this.tone.from = at;
    }
    stop(at: number) {
      this.tone.to = at;
    }
  };
});
afterEach(() => {
  delete globals.GainNode;
  delete globals.OscillatorNode;
});

function aSpeaker({ mayPlay = true, wakes = true } = {}) {
  const clock = new ManualClock();
  let made = 0;
  const context = {
    state: 'suspended',
    currentTime: 0,
    destination: {},
    resume() {
      if (!wakes) return new Promise<void>(() => {});
      context.state = 'running';
      return Promise.resolve();
    },
    close: async () => {},
  };
  const sounds = createSounds({
    makeContext: () => {
      made++;
      return context as unknown as AudioContext;
    },
    mayPlay: () => mayPlay,
    timers: clock,
  });
  return { clock, sounds, made: () => made };
}

describe('a sound', () => {
  it.each(['chime', 'alarm'] as const)('%s is played as it is written', async (sound) => {
    const { sounds } = aSpeaker();
    expect(await sounds.play(sound)).toBe('played');
    expect(tones.map(({ hertz }) => hertz)).toEqual(soundScore[sound].map(({ hertz }) => hertz));
    expect(tones.every(({ from, to }) => to > from)).toBe(true);
  });

  it('none is none', async () => {
    const { sounds, made } = aSpeaker();
    expect(await sounds.play('none')).toBe('none');
    expect(made()).toBe(0);
  });

  it('is not tried where nobody has clicked yet: browsers complain', async () => {
    const { sounds, made } = aSpeaker({ mayPlay: false });
    expect(await sounds.play('alarm')).toBe('blocked');
    expect(made()).toBe(0);
  });

  it('is given up when the browser leaves the question open', async () => {
    const { clock, sounds } = aSpeaker({ wakes: false });
    const played = sounds.play('alarm');
    await clock.advance(400);
    expect(await played).toBe('blocked');
    expect(tones).toEqual([]);
  });
});

it('an alarm is longer and louder than a chime', () => {
  const end = (sound: 'chime' | 'alarm') => Math.max(...soundScore[sound].map(({ at, lasts }) => at + lasts));
  const loudness = (sound: 'chime' | 'alarm') => Math.max(...soundScore[sound].map((note) => note.loudness));
  expect(end('alarm')).toBeGreaterThan(end('chime'));
  expect(loudness('alarm')).toBeGreaterThan(loudness('chime'));
});
