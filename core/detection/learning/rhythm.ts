import { type LocalTime, slotsOfDay } from './localClock.ts';
import { type Memory, takeCell } from './memory.ts';

/** What the last weeks say of a time of day; null: nothing yet. */
export interface RhythmView {
  /** Median of the last seven days at this time. */
  day: number | null;
  /** Median of the same weekday in the last weeks. */
  week: number | null;
  /** Lowest and highest of the last seven days, an hour to both sides. */
  low: number | null;
  high: number | null;
}

export interface Rhythm {
  view(time: LocalTime): RhythmView;
  learn(time: LocalTime, shape: number): void;
  /** Changes what is remembered of the slots from `from` on, or of all. */
  change(by: (shape: number) => number, from?: LocalTime): void;
  clear(): void;
}

const rememberedDays = 28;
const weekDays = 7;
/** How far to both sides the envelope reaches, and the neighbours that stand in for a slot without samples: an hour. */
const reach = 4;

/** Means of the slots of the last four weeks, in a ring of days. */
export function createRhythm(memory: Memory): Rhythm {
  const days = memory.take(rememberedDays, Number.NaN);
  const means = memory.take(rememberedDays * slotsOfDay, Number.NaN);
  const newest = takeCell(memory, Number.NaN);
  const count = takeCell(memory);

  // What was made of the memory last, for each sample of a slot. It is of the days before, and learning does not change it.
  let cachedKey = Number.NaN;
  let cached: [RhythmView, RhythmView] = [nothing, nothing];

  function meanAt(day: number, slot: number): number {
    const on = day + Math.floor(slot / slotsOfDay);
    const row = modulo(on, rememberedDays);
    return days[row] === on ? (means[row * slotsOfDay + modulo(slot, slotsOfDay)] as number) : Number.NaN;
  }

  /** The mean of the slot, or of the nearest that has one. */
  function nearest(day: number, slot: number): number {
    for (let distance = 0; distance <= reach; distance++) {
      const before = meanAt(day, slot - distance);
      const after = meanAt(day, slot + distance);
      if (!Number.isNaN(before)) return Number.isNaN(after) ? before : (before + after) / 2;
      if (!Number.isNaN(after)) return after;
    }
    return Number.NaN;
  }

  /** A single slot holds few samples: its neighbours have a say. */
  function smooth(day: number, slot: number): number {
    const own = nearest(day, slot);
    const before = meanAt(day, slot - 1);
    const after = meanAt(day, slot + 1);
    return Number.isNaN(before) || Number.isNaN(after) ? own : (before + 2 * own + after) / 4;
  }

  function medianOf(day: number, slot: number, everyDays: number, until: number): number | null {
    const found: number[] = [];
    for (let back = everyDays; back <= until; back += everyDays) {
      const mean = smooth(day - back, slot);
      if (!Number.isNaN(mean)) found.push(mean);
    }
    return median(found);
  }

  function look(day: number, slot: number): RhythmView {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let back = 1; back <= weekDays; back++) {
      for (let distance = -reach; distance <= reach; distance++) {
        const mean = meanAt(day - back, slot + distance);
        if (mean < low) low = mean;
        if (mean > high) high = mean;
      }
    }
    const isKnown = low <= high;
    return {
      day: medianOf(day, slot, 1, weekDays),
      week: medianOf(day, slot, weekDays, rememberedDays - 1),
      low: isKnown ? low : null,
      high: isKnown ? high : null,
    };
  }

  return {
    view({ day, slot }) {
      // A slot's mean stands for its middle: between two middles the rhythm is a straight line.
      const from = Math.floor(slot - 0.5);
      const key = day * slotsOfDay + from;
      if (key !== cachedKey) {
        const first = key === cachedKey + 1 ? cached[1] : look(day, from);
        cachedKey = key;
        cached = [first, look(day, from + 1)];
      }
      const [first, second] = cached;
      const part = slot - 0.5 - from;
      const { low, high } = part < 0.5 ? first : second;
      return { day: between(first.day, second.day, part), week: between(first.week, second.week, part), low, high };
    },
    learn({ day, slot }, shape) {
      const index = Math.floor(slot);
      const key = day * slotsOfDay + index;
      const row = modulo(day, rememberedDays);
      if (key !== newest.value) {
        newest.value = key;
        count.value = 0;
        if (days[row] !== day) {
          days[row] = day;
          means.fill(Number.NaN, row * slotsOfDay, (row + 1) * slotsOfDay);
        }
      }
      count.value += 1;
      const cell = row * slotsOfDay + index;
      const before = count.value === 1 ? shape : (means[cell] as number);
      means[cell] = before + (shape - before) / count.value;
    },
    change(by, from) {
      cachedKey = Number.NaN;
      const start = from ? from.day * slotsOfDay + Math.floor(from.slot) : Number.NEGATIVE_INFINITY;
      for (let cell = 0; cell < means.length; cell++) {
        const day = days[Math.floor(cell / slotsOfDay)] as number;
        if (day * slotsOfDay + (cell % slotsOfDay) >= start) means[cell] = by(means[cell] as number);
      }
    },
    clear() {
      cachedKey = Number.NaN;
      days.fill(Number.NaN);
      newest.value = Number.NaN;
    },
  };
}

const nothing: RhythmView = { day: null, week: null, low: null, high: null };

function between(first: number | null, second: number | null, part: number): number | null {
  if (first === null || second === null) return first ?? second;
  return first + (second - first) * part;
}

function median(values: number[]): number | null {
  values.sort((one, other) => one - other);
  const upper = values[values.length >> 1];
  if (upper === undefined) return null;
  return values.length % 2 === 1 ? upper : ((values[(values.length >> 1) - 1] as number) + upper) / 2;
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;
