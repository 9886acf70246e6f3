import { describe, expect, it } from 'vitest';
import { composeWave } from '../../../../build/sounds/composeWave.ts';
import { soundScore } from '../../../../renderer/features/popUps/soundScore.ts';

const samples = (wave: Buffer) =>
  Array.from({ length: (wave.length - 44) / 2 }, (_, at) => wave.readInt16LE(44 + at * 2));

describe.each(['chime', 'alarm'] as const)('the file of the %s', (name) => {
  const wave = composeWave(soundScore[name]);

  it('is a WAV that every system plays: mono, 16 bits, shorter than the 30 s of macOS', () => {
    expect(wave.toString('latin1', 0, 4)).toBe('RIFF');
    expect(wave.toString('latin1', 8, 16)).toBe('WAVEfmt ');
    expect(wave.readUInt32LE(4)).toBe(wave.length - 8);
    expect(wave.readUInt16LE(22)).toBe(1);
    expect(wave.readUInt16LE(34)).toBe(16);
    expect(wave.readUInt32LE(40)).toBe(wave.length - 44);
    expect((wave.length - 44) / wave.readUInt32LE(28)).toBeLessThan(3);
  });

  it('is heard, is not cut off above, and begins and ends in silence', () => {
    const values = samples(wave);
    const loudest = Math.max(...values.map(Math.abs));
    expect(loudest).toBeGreaterThan(5000);
    expect(loudest).toBeLessThan(32_767);
    expect(Math.abs(values[0] ?? 1)).toBeLessThan(100);
    expect(Math.max(...values.slice(-20).map(Math.abs))).toBeLessThan(100);
  });
});
