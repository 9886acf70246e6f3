import type { Fact } from '../../shared/alert.ts';
import { formatDuration } from '../../shared/formatDuration.ts';
import { formatNumber } from '../../shared/formatValue.ts';
import { durationMs, type JobRun } from './jobRun.ts';
import { maskSecrets } from './maskSecrets.ts';

const mostOfEach = 12;
const longestValue = 300;

/** What there is to know of a run beside its sentence; what looks like a secret in its metadata is masked. */
export function runFacts(run: JobRun): Fact[] {
  const took = durationMs(run);
  const fact = (name: string, value: string | null): Fact[] =>
    value === null || value === '' ? [] : [{ name, value }];
  const count = (value: number | null) => (value === null ? null : formatNumber(value));
  return [
    ...fact('Run', run.runId),
    ...fact('Environment', run.environment),
    ...fact('Duration', took === null ? null : formatDuration(took)),
    ...fact('Succeeded', count(run.successCount)),
    ...fact('Failed', count(run.failedCount)),
    ...statedFacts(run),
  ];
}

/** What the job says of itself. */
export const statedFacts = ({ stats, metadata }: Pick<JobRun, 'stats' | 'metadata'>): Fact[] => [
  ...entriesOf(stats, 'Stats'),
  ...entriesOf(metadata, 'Metadata'),
];

/** The entries of a JSON object, deep ones as JSON; other text whole. */
function entriesOf(text: string, name: string): Fact[] {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '{}' || trimmed === 'null') return [];
  const parsed = objectIn(trimmed);
  if (parsed === null) return [{ name, value: cut(maskSecrets(trimmed)) }];
  return Object.entries(maskSecrets(parsed))
    .slice(0, mostOfEach)
    .map(([key, value]) => ({
      name: cut(key.replaceAll('_', ' '), 60),
      value: cut(typeof value === 'string' ? value : JSON.stringify(value)),
    }))
    .filter(({ value }) => value !== '');
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const cut = (text: string, length = longestValue) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
