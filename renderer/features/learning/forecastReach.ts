import type { ForecastPoint } from './forecastPoints.ts';

/** A band that goes this many times as far as the rest of the picture is cut. */
const farOff = 2.5;
/** Of what the rest takes, so much more is shown, for a cut band to be seen to go on. */
const headroom = 0.25;

export interface ForecastReach {
  from: number;
  to: number;
  /** The band goes on below or above. */
  isCut: { below: boolean; above: boolean };
}

/**
 * Between which values a forecast is drawn: all values, what was expected and the limit, and of the bands what most of
 * them reach. Hours of which little is known yet have a band many times as high as the values, which would be a flat line.
 */
export function forecastReach(points: readonly ForecastPoint[], limit: number | null): ForecastReach {
  const kept = points
    .flatMap(({ value, expected }) => [value, expected])
    .concat(limit)
    .filter((each) => each !== null);
  const uppers = sorted(points.flatMap(({ upper }) => upper ?? []));
  const lowers = sorted(points.flatMap(({ lower }) => lower ?? []));
  const [high, low] = [uppers.at(-1), lowers.at(0)];
  if (high === undefined || low === undefined) return { ...extremes(kept), isCut: { below: false, above: false } };
  const usual = extremes([...kept, at(uppers, 0.75), at(lowers, 0.25)]);
  const height = usual.to - usual.from;
  const tooFar = (farOff - 1) * height;
  const isCut = { below: usual.from - low > tooFar, above: high - usual.to > tooFar };
  return {
    from: isCut.below ? usual.from - headroom * height : Math.min(low, usual.from),
    to: isCut.above ? usual.to + headroom * height : Math.max(high, usual.to),
    isCut,
  };
}

const sorted = (values: number[]) => values.sort((one, other) => one - other);
const at = (values: readonly number[], share: number) => values[Math.floor(share * (values.length - 1))] ?? 0;

function extremes(values: readonly number[]): { from: number; to: number } {
  return values.length === 0 ? { from: 0, to: 0 } : { from: Math.min(...values), to: Math.max(...values) };
}
