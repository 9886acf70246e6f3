import type { CounterEvidence } from './counter.ts';
import type { SeriesInfo } from './seriesInfo.ts';

/** What has to be known of a series beside what its learner remembers. */
export interface SeriesNotes {
  /** Told again where the series is not written any more. */
  info: Omit<SeriesInfo, 'rules'> & { id: string };
  /** The rate is learned; null: it is not decided yet. */
  isRate: boolean | null;
  evidence: CounterEvidence;
  /** The newest sample as it was read. */
  last: { at: number; value: number } | null;
  learning: { knownMs: number; neededMs: number } | null;
  newNormal: { since: number; before: number; now: number } | null;
  /** Ids of the levels that people called normal and that were taken over. */
  accepted: string[];
}

const version = 1;
const headerBytes = 4;

/** Length of the notes, the notes, and the learner's own state. */
export function seal(notes: SeriesNotes, state: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify({ version, ...notes }));
  const sealed = new Uint8Array(headerBytes + text.length + state.length);
  new DataView(sealed.buffer).setUint32(0, text.length, true);
  sealed.set(text, headerBytes);
  sealed.set(state, headerBytes + text.length);
  return sealed;
}

/** Null: of another version, or damaged. */
export function unseal(sealed: Uint8Array): { notes: SeriesNotes; state: Uint8Array } | null {
  if (sealed.length < headerBytes) return null;
  const length = new DataView(sealed.buffer, sealed.byteOffset).getUint32(0, true);
  if (headerBytes + length > sealed.length) return null;
  try {
    const text = new TextDecoder().decode(sealed.subarray(headerBytes, headerBytes + length));
    const notes = JSON.parse(text) as SeriesNotes & { version: number };
    if (notes.version !== version) return null;
    return { notes, state: sealed.subarray(headerBytes + length) };
  } catch {
    return null;
  }
}
