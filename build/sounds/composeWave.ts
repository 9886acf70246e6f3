import type { Note } from '../../renderer/features/popUps/soundScore.ts';

const rate = 22_050;
const attackS = 0.012;
const silence = 0.0001;
const loudest = 32_767;

/** A mono WAV file of 16 bits, sounding as a page does that sings the same notes. */
export function composeWave(notes: readonly Note[]): Buffer {
  const lasts = Math.max(...notes.map((note) => note.at + note.lasts));
  const samples = new Float64Array(Math.ceil(lasts * rate));
  for (const note of notes) {
    const first = Math.round(note.at * rate);
    const count = Math.min(Math.round(note.lasts * rate), samples.length - first);
    for (let index = 0; index < count; index++) {
      const at = index / rate;
      samples[first + index] = (samples[first + index] ?? 0) + tone(note, at) * volume(note, at);
    }
  }
  const file = Buffer.alloc(44 + samples.length * 2);
  writeHeader(file, samples.length * 2);
  samples.forEach((sample, index) => {
    file.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * loudest), 44 + index * 2);
  });
  return file;
}

function tone({ hertz, wave }: Note, at: number): number {
  const phase = (at * hertz) % 1;
  return wave === 'triangle' ? 1 - 4 * Math.abs(((phase + 0.25) % 1) - 0.5) : Math.sin(2 * Math.PI * phase);
}

/** Swells and fades exponentially: a tone that is cut off clicks. */
function volume({ loudness, lasts }: Note, at: number): number {
  if (at < attackS) return silence * (loudness / silence) ** (at / attackS);
  return loudness * (silence / loudness) ** ((at - attackS) / (lasts - attackS));
}

function writeHeader(file: Buffer, dataBytes: number): void {
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + dataBytes, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(dataBytes, 40);
}
