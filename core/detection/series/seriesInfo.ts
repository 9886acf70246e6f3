import type { Unit } from '../../../shared/alert.ts';
import type { LearnedSeries } from '../../../shared/learning/learnedSeries.ts';

/** The same thing, as rules tell it. */
export interface RuleAlert {
  type: string;
  labels: Record<string, string>;
}

/** A series beside the shop's that can be learned. */
export interface SeriesInfo {
  key: string;
  group: Exclude<LearnedSeries['group'], 'shop'>;
  /** How a sentence begins, e.g. "Disk usage". */
  title: string;
  unit: Unit;
  /** Of its alerts. */
  labels: Record<string, string>;
  /** Which way is worth an alert. */
  worth: 'high' | 'low' | 'both';
  /** Alerts of rules about the same thing. */
  rules: { high: readonly RuleAlert[]; low: readonly RuleAlert[] };
  /** Samples usually come this often, ms. */
  stepMs: number;
  /** It may be a counter that only rises, of which the rate is learned. */
  mayCount: boolean;
}

const longestKey = 300;
const mostHash = 12;

/**
 * `group/PART/…[/labels]`, as settings and people's feedback name a series: slashes within parts are written `%2F`. A key that
 * would be longer than 300 characters ends in a hash of the whole.
 */
export function seriesKey(group: string, parts: readonly string[], labels: Record<string, string>): string {
  const pairs = Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
  const rest = pairs.map(([name, value]) => `${plain(name)}=${plain(value)}`).join(',');
  const key = [group, ...parts.map(plain), ...(rest === '' ? [] : [rest])].join('/');
  return key.length <= longestKey ? key : `${key.slice(0, longestKey - mostHash - 1)}~${hashOf(key)}`;
}

const plain = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll(',', '%2C').replaceAll('=', '%3D');

/** FNV-1a in 64 bits: that two long keys meet in it is out of the question for as many as are learned. */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of text) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash.toString(36).padStart(mostHash, '0').slice(-mostHash);
}

/** Where it is, for a sentence: "warehouse-1", or nothing. */
export function placeOf({ group, labels }: Pick<SeriesInfo, 'group' | 'labels'>): string {
  const { metric: _, ...others } = labels;
  const place = Object.values(others).join(', ');
  if (place === '' || group === 'job') return '';
  return ` on ${place}`;
}
