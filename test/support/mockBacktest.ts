import type { BacktestRequest } from '../../core/api/learningHandlers.ts';
import { titleOf } from '../../shared/anomalyTypes.ts';
import {
  type Backtest,
  type BacktestAbout,
  type BacktestAlert,
  backtestAbouts,
} from '../../shared/learning/backtest.ts';
import type { FeedbackLabel } from '../../shared/learning/feedback.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Severity } from '../../shared/severity.ts';
import { severities } from '../../shared/severity.ts';
import { seededRandom } from './seededRandom.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type JudgedBy = Pick<Settings, 'engine' | 'learning' | 'metrics'>;

/** Something that stood out in the past, and how much. */
interface Planted {
  at: number;
  lengthMs: number;
  severity: Severity;
  about: BacktestAbout;
  type: string;
  title: string;
  labels: Record<string, string>;
  /** Of what a series learned; null: a rule's. */
  score: number | null;
  series: string;
  /** Of a rule: what its limits are held against, the drop or the value. */
  drop: number;
  feedback: FeedbackLabel | null;
}

const learned = [
  {
    ...{ about: 'shop', series: 'shop/revenue', title: 'Revenue unusually low' },
    ...{ labels: { metric: 'revenue' }, type: 'learned_low' },
  },
  {
    ...{ about: 'shop', series: 'shop/abandonment', title: 'Cart abandonment unusually high' },
    ...{ labels: { metric: 'abandonment' }, type: 'learned_high' },
  },
  {
    ...{ about: 'shop', series: 'shop/sessions', title: 'Sessions unusually high' },
    ...{ labels: { metric: 'sessions' }, type: 'learned_high' },
  },
  {
    ...{ about: 'shop', series: 'shop/conversion', title: 'Conversion unusually low' },
    ...{ labels: { metric: 'conversion' }, type: 'learned_low' },
  },
  {
    ...{ about: 'shop', series: 'shop/category_purchases/Garden', title: 'Purchases of Garden unusually high' },
    ...{ labels: { metric: 'category_purchases', category: 'Garden' }, type: 'learned_high' },
  },
  {
    ...{ about: 'metric', series: 'metric/system/memory_usage', title: 'Memory usage higher than usual' },
    ...{ labels: { metric: 'memory_usage', component: 'system' }, type: 'learned_high' },
  },
  {
    ...{ about: 'job', series: 'job/nightly_load/duration', title: 'Duration of nightly_load higher than usual' },
    ...{ labels: { metric: 'duration', job: 'nightly_load' }, type: 'learned_high' },
  },
  {
    ...{ about: 'query', series: 'query/orders_in_review', title: 'Orders in review lower than usual' },
    ...{ labels: { metric: 'orders_in_review' }, type: 'learned_low' },
  },
] as const satisfies readonly Partial<Planted>[];

const rules = [
  {
    ...{ about: 'shop', type: 'revenue_drop', title: titleOf('revenue_drop') },
    ...{ labels: {}, series: 'shop/revenue' },
  },
  {
    ...{ about: 'metric', type: 'disk_usage_high', title: 'Disk usage high' },
    ...{ labels: { component: 'system' }, series: 'metric/system/disk_usage' },
  },
] as const satisfies readonly Partial<Planted>[];
const labels: readonly (FeedbackLabel | null)[] = [
  'real',
  null,
  'falseAlarm',
  'expected',
  null,
  'real',
  'newNormal',
  null,
  'unsure',
];

const count = 140;
/** From which score on each tells. */
const bars = { quiet: 0.76, normal: 0.62, keen: 0.48 };

/** What stood out in the last 30 days before `now`; the same days however many are asked about. */
function plant(now: number): Planted[] {
  const end = Math.floor(now / hour) * hour;
  const random = seededRandom(30);
  return Array.from({ length: count }, (_, index): Planted => {
    const at = end - Math.floor(((index + random() * 0.8) / count) * 30 * 24 * 12) * 5 * minute - 2 * hour;
    const kind = learned[Math.floor(random() * learned.length)] ?? learned[0];
    const strength = random();
    const severity: Severity =
      strength > 0.9 ? 'critical' : strength > 0.6 ? 'high' : strength > 0.3 ? 'medium' : 'low';
    const isRule = index % 4 === 3;
    const lengthMs = (1 + Math.floor(random() * 12)) * 5 * minute;
    const rule = rules[index % 8 === 3 ? 0 : 1];
    return {
      ...(isRule ? { ...rule, score: null } : { ...kind, score: 0.4 + strength * 0.45 }),
      ...{ at, lengthMs, severity, drop: rule.about === 'shop' || !isRule ? 25 + strength * 45 : 80 + strength * 20 },
      feedback: labels[index % labels.length] ?? null,
    };
  });
}

/** The past as it would have been judged: the keener, the more of what stood out is told. */
export function mockBacktest(request: BacktestRequest, inForce: JudgedBy, world: string, now: number): Backtest {
  // As what is planted, by the hour: a test that asks twice may not lose one in between.
  const from = Math.floor(now / hour) * hour - request.days * day;
  const span = { from: new Date(from).toISOString(), to: new Date(now).toISOString() };
  const nothing = { ...span, windows: 0, draft: [], current: [], raised: [], note: null };
  if (world === 'empty' || world === 'firstRun' || world === 'starting') {
    return {
      ...nothing,
      problem:
        'There is not enough history: 9 h are known and 24 h are needed to judge anything. Try again tomorrow, or with more history in ClickHouse.',
    };
  }
  const windows = Math.floor((request.days * day) / (request.engine.windowSeconds * 1000));
  const { about = backtestAbouts } = request;
  const past = plant(now).filter((planted) => planted.at >= from && about.includes(planted.about));
  const judge = (by: JudgedBy) =>
    past.flatMap((planted): BacktestAlert[] => {
      const severity = severityUnder(planted, by);
      return severity === null ? [] : [tellAlert(planted, severity, now, by.engine.windowSeconds * 1000)];
    });
  const current = judge(inForce);
  return {
    ...{
      ...span,
      windows,
      draft: judge({ ...request, metrics: request.metrics ?? inForce.metrics }),
      current,
      problem: null,
    },
    raised: past
      .filter((planted) => severityUnder(planted, inForce) !== null)
      .map((planted, index) => {
        const { windows: _windows, ...alert } = tellAlert(planted, planted.severity, now, 1);
        return { ...alert, id: `past-${index + 1}`, feedback: planted.feedback };
      }),
    note: request.days === 30 ? 'Two days without events were left out: 1 and 2 of this month.' : null,
  };
}

function severityUnder(
  { about, score, series, drop, severity }: Planted,
  { engine, learning, metrics }: JudgedBy,
): Severity | null {
  if (score === null && about === 'metric') {
    const { enabled, limit } = metrics.thresholds.disk_usage;
    return metrics.enabled && enabled && drop > limit ? 'critical' : null;
  }
  if (score === null) {
    const limits = engine.thresholds.revenueDropPercent;
    if (!engine.enabled) return null;
    return severities.find((each) => limits[each] !== null && drop > (limits[each] ?? 0)) ?? null;
  }
  const sensitivity = learning.series[series] ?? learning.sensitivity;
  if (!learning.enabled || sensitivity === 'off') return null;
  return score >= bars[sensitivity] ? severity : null;
}

function tellAlert(
  { at, lengthMs, about, type, title, labels }: Planted,
  severity: Severity,
  now: number,
  windowMs: number,
) {
  return {
    ...{ about, type, title, labels, severity, startsAt: new Date(at).toISOString() },
    endsAt: at + lengthMs > now ? null : new Date(at + lengthMs).toISOString(),
    windows: Math.max(1, Math.round(lengthMs / windowMs)),
  };
}
