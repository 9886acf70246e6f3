import type { Result } from '../../../../shared/problem.ts';
import type { MinuteSeries } from '../../../detection/rules/metricSeries.ts';
import type { MetricWatchRule } from '../../../detection/rules/rulesOf.ts';
import { ofRule } from './judgeSeries.ts';
import type { ReadMetrics } from './metricsReader.ts';

interface Reading {
  rules: readonly MetricWatchRule[];
  /** Series of one metric that are read. */
  most: number;
}

const mostNamed = 5;

/** What rules over metrics cannot do although they are read; null: nothing. `gone`: series that said nothing for long. */
export function metricsNote(options: {
  readings: readonly { reading: Reading; answer: Result<ReadMetrics> }[];
  isLastSeenKnown: boolean;
  gone: readonly MinuteSeries[];
}): string | null {
  const { readings, isLastSeenKnown, gone } = options;
  const sentences = readings.flatMap(({ reading, answer }) => {
    if (!answer.ok)
      return [`Not judged this time: ${named(reading.rules.map(({ title }) => title))}. ${answer.error.message}`];
    const { series, cut } = answer.value;
    return [
      ...[...cut].map((metric) => tooMany(reading.most, metric)),
      ...withoutSeries(reading.rules, [...series, ...gone]),
    ];
  });
  if (!isLastSeenKnown) sentences.push(unknownLastSeen);
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** The same of each rule of the person's own by its name, to be read where it stands. */
export function metricRuleNotes({
  readings,
  isLastSeenKnown,
  gone,
}: Parameters<typeof metricsNote>[0]): Record<string, string> {
  const notes = readings.flatMap(({ reading, answer }) => {
    const there = Map.groupBy([...(answer.ok ? answer.value.series : []), ...gone], ({ metric }) => metric);
    return reading.rules.flatMap((rule): [string, string][] => {
      const { ownName, metric, component, condition } = rule;
      if (ownName === null) return [];
      if (!answer.ok) return [[ownName, `Not judged this time. ${answer.error.message}`]];
      const sentences = [
        ...(answer.value.cut.has(metric) ? [tooMany(reading.most, metric)] : []),
        ...(hasNoSeries(rule, there)
          ? [
              `Nothing was written lately of ${metric}${component === '' ? '' : ` by ${component}`}, so it judges nothing. Check the name.`,
            ]
          : []),
        ...(isLastSeenKnown || condition.kind !== 'absent' ? [] : [unknownLastSeen]),
      ];
      return sentences.length === 0 ? [] : [[ownName, sentences.join(' ')]];
    });
  });
  return Object.fromEntries(notes);
}

const tooMany = (most: number, metric: string) =>
  `There are more than ${most.toLocaleString('en')} series of ${metric}: the others are not judged. Write fewer labels.`;

const unknownLastSeen = 'What stopped before the start is not missed yet: asking for it took too long.';

const hasNoSeries = (rule: MetricWatchRule, byMetric: ReadonlyMap<string, MinuteSeries[]>) =>
  ofRule(rule, byMetric.get(rule.metric) ?? []).length === 0;

/** A name that was mistyped would look like health. */
function withoutSeries(rules: readonly MetricWatchRule[], series: readonly MinuteSeries[]): string[] {
  const there = Map.groupBy(series, ({ metric }) => metric);
  const idle = rules.filter((rule) => rule.ownName !== null && hasNoSeries(rule, there));
  if (idle.length === 0) return [];
  return [
    `Nothing was written lately of what these rules are about: ${named(idle.map(({ ownName }) => ownName ?? ''))}.`,
  ];
}

function named(names: readonly string[]): string {
  const rest = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
