import { ORPCError } from '@orpc/server';
import type { Alert } from '../../shared/alert.ts';
import type { Forecast } from '../../shared/learning/learnedSeries.ts';
import type { WorldName } from './mockWorld.ts';
import { seededRandom } from './seededRandom.ts';

const stepMs = 300_000;
const pastSteps = 72;
const day = 86_400_000;

interface Asked {
  series: string;
  hours: number;
}

/** The last six hours of a series and those to come, as told by the newest alert about it. */
export function mockForecast(
  { series, hours }: Asked,
  { world, alerts, now }: { world: WorldName; alerts: readonly Alert[]; now: number },
): Forecast {
  if (world === 'errors') {
    throw new ORPCError('SERVICE_UNAVAILABLE', {
      message: 'ClickHouse did not answer within 10 s, so there is no forecast. Try again.',
      defined: true,
    });
  }
  const alert = alerts.find(({ learnedSeries }) => learnedSeries === series);
  const usual = alert?.expectedValue ?? 100;
  const unit = alert?.unit ?? 'count';
  const title = series.split('/').slice(1).join(' ').replaceAll('_', ' ');
  const end = Math.floor(now / stepMs) * stepMs;
  const random = seededRandom(series.length * 7919);
  const noise = () => (random() + random() - 1) * usual * 0.06;
  const iso = (at: number) => new Date(at).toISOString();
  const steps = Math.round((hours * 3_600_000) / stepMs);
  const times = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index * stepMs);
  const past = times(end - pastSteps * stepMs, pastSteps);
  const ahead = times(end, steps);
  const base = { series, title, unit, stepMs, limit: null, reachesLimitAt: null, note: null };

  if (alert?.type === 'trend') {
    const limit = 90;
    const reaches = end + 3 * 3_600_000;
    const level = (at: number) => limit - ((reaches - at) / 3_600_000) * 1.4;
    const band = (at: number, width: number) => ({
      expected: level(at),
      lower: level(at) - width,
      upper: level(at) + width,
    });
    return {
      ...{ ...base, limit, reachesLimitAt: iso(reaches) },
      past: past.map((at) => ({ at: iso(at), value: level(at) + noise() * 0.06, ...band(at, 0.8) })),
      ahead: ahead.map((at, index) => ({ at: iso(at), ...band(at, 0.8 + index * 0.03) })),
    };
  }
  const expected = (at: number) =>
    usual * (1 + 0.25 * Math.sin((at / day) * 2 * Math.PI - 1.8) * (unit === 'percent' ? 0.3 : 1));
  const band = (at: number, width = 0.21) => ({
    ...{
      expected: expected(at),
      lower: Math.max(0, expected(at) - usual * width),
      upper: expected(at) + usual * width,
    },
  });
  const firesFrom = alert ? Date.parse(alert.startsAt) - stepMs : Number.POSITIVE_INFINITY;
  const firesUntil = alert?.resolvedAt ? Date.parse(alert.resolvedAt) : Number.POSITIVE_INFINITY;
  const value = (at: number) =>
    at >= firesFrom && at < firesUntil && alert?.metricValue != null
      ? alert.metricValue + noise() * 0.3
      : expected(at) + noise();
  if (series.startsWith('metric/')) {
    return {
      ...base,
      past: past.map((at) => ({ at: iso(at), value: value(at), expected: null, lower: null, upper: null })),
      ahead: [],
      note: 'Learning, 9 h of 24 h: there is no band and no forecast yet.',
    };
  }
  return {
    ...base,
    past: past.map((at) => ({ at: iso(at), value: value(at), ...band(at) })),
    ahead: ahead.map((at, index) => ({ at: iso(at), ...band(at, 0.21 + index * 0.0012) })),
  };
}
