import type { RuleTrial } from '../../../shared/signals/ruleTrial.ts';
import { explainJudgement } from '../../detection/rules/explainJudgement.ts';
import { firings, keptMs } from '../../detection/rules/firings.ts';
import { baselineBefore, countUntil, judgeCondition } from '../../detection/rules/judgeCondition.ts';
import { judgeRule } from '../../detection/rules/judgeRule.ts';
import type { MinuteSeries, MinuteValue } from '../../detection/rules/metricSeries.ts';
import type { Rule } from '../../detection/rules/rule.ts';

export const dayMs = 24 * 3_600_000;
const mostPoints = 288;
const mostShown = 20;

interface Tried {
  series: readonly Pick<MinuteSeries, 'labels' | 'minutes' | 'newestAt'>[];
  /** Moments of the last day that are looked at, ms UTC, in order. */
  times: readonly number[];
  /** Labels of the series that the newest answer told of; left out: all of them. */
  present?: ReadonlySet<string>;
  now: number;
  currency: string;
  note: string | null;
  /** Samples that make a baseline; left out: as many as live. */
  least?: number;
}

export const labelsKey = (labels: Record<string, string>) => JSON.stringify(Object.entries(labels).sort());

/** What a rule would have done with these series, and what it says of them now. Pure. */
export function trialOf(rule: Rule, tried: Tried): RuleTrial {
  const { times, now, currency, least, note } = tried;
  const from = now - dayMs;
  const judged = tried.series.map((each) => {
    const firedAt = firings(rule, each, times, least);
    return { ...each, firedAt };
  });
  const shown = judged.toSorted((one, other) => other.firedAt.length - one.firedAt.length).slice(0, mostShown);
  const { condition } = rule;
  const limit = condition.kind === 'above' || condition.kind === 'below' ? condition.limit : null;
  const current = judged.filter(({ labels }) => tried.present?.has(labelsKey(labels)) ?? true);
  return {
    ...emptyTrial(now),
    firings: judged.reduce((sum, { firedAt }) => sum + firedAt.length, 0),
    series: shown.map(({ labels, minutes, firedAt }) => ({
      labels,
      points: thinned(minutes.slice(countUntil(minutes, from - 1)), from, condition.kind),
      firedAt: firedAt.map(iso),
      expected: limit ?? (condition.kind === 'absent' ? null : (baselineBefore(minutes, now, least)?.mean ?? null)),
    })),
    now: current.slice(0, mostShown * 5).map((each) => {
      const judgement = judgeRule(rule, each, now, (condition, of, at) => judgeCondition(condition, of, at, least));
      const isKept = judgement.kind === 'unknown' && each.firedAt.length > 0 && now - each.newestAt <= keptMs;
      const where = Object.values(each.labels).join(', ');
      return {
        labels: each.labels,
        value: judgement.verdict?.value ?? each.minutes[countUntil(each.minutes, now) - 1]?.value ?? null,
        isWrong: judgement.kind === 'fires' || (isKept && judgement.verdict?.isWrong === true),
        sentence: explainJudgement(rule, judgement, each, now, { where, currency }),
      };
    }),
    limit,
    note: sentencesOf([
      note,
      judged.length > mostShown ? `The chart shows ${mostShown} of ${judged.length} series.` : null,
    ]),
  };
}

export function emptyTrial(now: number): RuleTrial {
  return {
    ...{
      from: iso(now - dayMs),
      to: iso(now),
      knowsPast: true,
      firings: 0,
      series: [],
      now: [],
      limit: null,
      problem: null,
      note: null,
    },
  };
}

export function sentencesOf(sentences: readonly (string | null)[]): string | null {
  const said = sentences.filter((sentence) => sentence !== null);
  return said.length === 0 ? null : said.join(' ');
}

/** Of each stretch of the day the number that is worst for the rule, so that no peak is lost. */
function thinned(minutes: readonly MinuteValue[], from: number, kind: Rule['condition']['kind']) {
  const isWorse = (value: number, than: number) =>
    kind === 'below' || kind === 'belowBaseline' ? value < than : value > than;
  const kept = new Map<number, MinuteValue>();
  for (const minute of minutes) {
    const place = Math.min(mostPoints - 1, Math.floor(((minute.at - from) / dayMs) * mostPoints));
    const known = kept.get(place);
    if (known === undefined || isWorse(minute.value, known.value)) kept.set(place, minute);
  }
  return [...kept.values()].map(({ at, value }) => ({ at: iso(at), value }));
}

const iso = (at: number) => new Date(at).toISOString();
