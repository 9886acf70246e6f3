import { anomalyTypes } from '../../../shared/anomalyTypes.ts';
import { seriesOfRule, shopPrefix } from '../../detection/shop/shopSeries.ts';
import type { AlertRecord } from '../alertRecord.ts';

/** What an alert can have to do with others that begin in the same minutes. */
export interface IncidentRole {
  /** What is lower can be the cause of what is higher; equals say nothing about each other. */
  rank: number;
  /** Where others find it. */
  places: readonly string[];
  /** Where it finds others. */
  looksIn: readonly string[];
}

/**
 * The order of causes: what cannot be read or does not arrive, then jobs that feed it, then what happens in components, then
 * the shop from its data over visits and baskets to its revenue.
 */
const ranks = { unreachable: 0, stale: 1, job: 2, component: 3, data: 4, visits: 5, baskets: 6, revenue: 7 } as const;

const shopRanks: Readonly<Record<string, number>> = {
  [`${shopPrefix}events`]: ranks.visits,
  [`${shopPrefix}sessions`]: ranks.visits,
  [`${shopPrefix}revenue`]: ranks.revenue,
};

/** Null: it has to do with nothing that is known. */
export function incidentRole(record: Pick<AlertRecord, 'type' | 'labels' | 'learnedSeries'>): IncidentRole | null {
  const { type, labels } = record;
  const { component, job } = labels;
  if (type === 'source_unreachable') return feeding(ranks.unreachable);
  if (type === 'data_stale') return feeding(ranks.stale);
  const shop = shopRank(record);
  if (shop !== null) return { rank: shop, places: ['shop'], looksIn: ['shop', 'data', 'job'] };
  if (job !== undefined) {
    return { rank: ranks.job, places: ['job', named(job)], looksIn: ['shop', 'data', named(job)] };
  }
  if (component !== undefined) {
    return { rank: ranks.component, places: [named(component)], looksIn: [named(component)] };
  }
  return null;
}

const feeding = (rank: number): IncidentRole => ({ rank, places: ['data'], looksIn: ['data', 'shop', 'job'] });
const named = (name: string) => `name:${name}`;

function shopRank({ type, learnedSeries }: Pick<AlertRecord, 'type' | 'learnedSeries'>): number | null {
  if (type === 'data_quality_issue') return ranks.data;
  const isRule = Object.hasOwn(anomalyTypes, type);
  const key = isRule ? (seriesOfRule(type)?.series.key ?? '') : (learnedSeries ?? '');
  if (!isRule && !key.startsWith(shopPrefix)) return null;
  return shopRanks[key] ?? ranks.baskets;
}
