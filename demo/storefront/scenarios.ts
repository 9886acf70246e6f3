import { type ScenarioName, scenarioNames } from '../../shared/demo.ts';
import type { PlatformChange } from '../platform/platformChange.ts';
import type { ShopChange } from './changes.ts';

export interface ScenarioText {
  name: ScenarioName;
  title: string;
  /** What it does to the shop and which alert it should raise. */
  description: string;
  change: ShopChange & PlatformChange;
  /** Types of those alerts, the first one first. */
  raises: readonly string[];
  /** By when the first of them is there; left out: as soon as windows of a minute are judged. */
  expectedAfterMs?: number;
  /** Where it takes longer to show. */
  durationMs?: number;
}

const minuteMs = 60_000;

/** How long a scenario lasts when nobody stops it. Under twelve minutes, so that the return to normal is no spike itself. */
export const scenarioDurationMs = 10 * minuteMs;

const changes: Record<ScenarioName, Omit<ScenarioText, 'name'>> = {
  traffic_drop: {
    title: 'Outage',
    description: 'Hardly anybody reaches the shop any more. Raises a traffic drop, and a revenue drop with it.',
    change: { trafficShare: 0.02 },
    raises: ['traffic_drop', 'revenue_drop'],
  },
  traffic_spike: {
    title: 'Bot traffic',
    description: 'A dozen bots read the whole catalogue. Raises a traffic spike; sales stay as they are.',
    change: { botRequestsPerSession: 2.2 },
    raises: ['traffic_spike'],
  },
  revenue_drop: {
    title: 'Wrong discount',
    description: 'A voucher takes two thirds off every price. Raises a revenue drop while traffic looks normal.',
    change: { priceFactor: 1 / 3 },
    raises: ['revenue_drop'],
  },
  checkout_broken: {
    title: 'Broken checkout',
    description:
      'Payments fail for nearly everybody. Raises a cart abandonment spike, a conversion drop and a revenue drop.',
    change: { purchaseShare: 0.05 },
    raises: ['cart_abandonment_spike', 'conversion_drop', 'revenue_drop'],
  },
  missing_prices: {
    title: 'Missing prices',
    description:
      'A release records three purchases in five without their price. Raises a data quality issue, and a revenue drop with it.',
    change: { missingPriceShare: 0.6 },
    raises: ['data_quality_issue', 'revenue_drop'],
  },
  category_flood: {
    title: 'Category flood',
    description: 'Four purchases in five come from Sports. Raises a category imbalance of low severity.',
    // Sports costs what the average purchase costs: revenue stays where it is, also when the flood ends.
    change: { flood: { category: 'Sports', share: 0.8 } },
    raises: ['category_imbalance'],
  },
  disk_filling: {
    title: 'Disk filling up',
    description:
      "The warehouse's disk fills from 62 % to 97 % within five minutes. Raises “Disk usage high”, critical.",
    change: { diskFillsTo: 97 },
    raises: ['disk_usage_high'],
    expectedAfterMs: 5 * minuteMs,
  },
  disk_leak: {
    title: 'Disk leak',
    description:
      "The warehouse's disk usage rises by 30 points an hour for 40 minutes. After about a quarter of an hour the alert that it heads for its limit tells when it gets there.",
    change: { diskRisesPerHour: 30 },
    raises: ['trend'],
    expectedAfterMs: 16 * minuteMs,
    durationMs: 40 * minuteMs,
  },
  database_errors: {
    title: 'Database errors',
    description:
      'A quarter of all calls to the database fail. Raises “RPC error rate high” and “Database failures high”.',
    change: { rpcErrorPercent: 24 },
    raises: ['rpc_error_rate_high', 'database_failures_high'],
  },
  model_drift: {
    title: 'Model drift',
    description:
      'The product ranker grows worse and treats guests otherwise. Raises model drift and a FAVES violation.',
    change: { modelDrifts: true },
    raises: ['model_drift', 'faves_violation'],
  },
  failing_job: {
    title: 'Failing job',
    description:
      'The catalogue cannot be read: catalogue-sync fails at its next run. Raises the alert that a job failed.',
    change: { catalogueUnreadable: true },
    raises: ['job_failed'],
    expectedAfterMs: 7 * minuteMs,
  },
  error_burst: {
    title: 'Error burst',
    description: 'The language model refuses most requests. Raises pipeline errors of one kind.',
    change: { errorsPerMinute: 40 },
    raises: ['pipeline_error'],
  },
};

/** Windows of a minute are judged some seconds after they end. */
export const expectedAfterMs = 2 * minuteMs;

export const scenarios: readonly ScenarioText[] = scenarioNames.map((name) => ({ name, ...changes[name] }));
