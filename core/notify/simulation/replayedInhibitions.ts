import type { InhibitionRule } from '../../../shared/delivery/deliverySettings.ts';
import type { MatchSubject } from '../../../shared/delivery/matcher.ts';
import type { Severity } from '../../../shared/severity.ts';
import { compileMatchers } from '../routing/compileMatchers.ts';
import { subjectValue } from '../routing/subjectValue.ts';
import type { ReplayedAlert } from './replayedLife.ts';

/** An alert explains others from `from` until before `to`, ms UTC. */
interface Span {
  id: string;
  from: number;
  to: number;
}

export interface ReplayedInhibitions {
  /** One of the alerts that explain it at `now`, if any do, and when that may change, ms UTC. */
  on(subject: MatchSubject, now: number): { by: string[]; changesAt: number[] };
}

/** Which alerts of the past explained others, by rules that may be others than those of then. */
export function replayedInhibitions(
  rules: readonly InhibitionRule[],
  alerts: readonly ReplayedAlert[],
): ReplayedInhibitions {
  const compiled = rules.map(({ source, target, equal }) => {
    const isSource = compileMatchers(source);
    const keyOf = (subject: MatchSubject) => equal.map((name) => subjectValue(subject, name)).join('\u0000');
    const byKey = new Map<string, Span[]>();
    for (const alert of alerts) {
      for (const { severity, ...span } of firingSpans(alert)) {
        const subject = { ...alert, severity };
        if (!isSource(subject)) continue;
        const key = keyOf(subject);
        const known = byKey.get(key);
        if (known) known.push(span);
        else byKey.set(key, [span]);
      }
    }
    const merged = new Map([...byKey].map(([key, spans]) => [key, withoutOverlaps(spans)]));
    return { isSource, isTarget: compileMatchers(target), keyOf, spans: merged };
  });
  return {
    on(subject, now) {
      const by: string[] = [];
      const changesAt: number[] = [];
      for (const { isSource, isTarget, keyOf, spans } of compiled) {
        // As it happens: what is a source itself is not explained by the same rule.
        if (spans.size === 0 || !isTarget(subject) || isSource(subject)) continue;
        const span = firstEndingAfter(spans.get(keyOf(subject)) ?? [], now);
        if (span === null) continue;
        const holds = span.from <= now;
        if (holds) by.push(span.id);
        changesAt.push(holds ? span.to : span.from);
      }
      return { by, changesAt };
    },
  };
}

/** The times in which it fired, each with the severity that it had. */
function firingSpans({ id, events }: ReplayedAlert): (Span & { severity: Severity })[] {
  const spans: (Span & { severity: Severity })[] = [];
  let severity: Severity | null = null;
  let from: number | null = null;
  const end = (to: number) => {
    if (from !== null && severity !== null && to > from) spans.push({ id, from, to, severity });
  };
  for (const event of events) {
    if (event.kind === 'severity') {
      end(event.at);
      from = severity === null || from !== null ? event.at : null;
      ({ severity } = event);
    } else if (event.kind === 'resolved') {
      end(event.at);
      from = null;
    } else if (event.kind === 'reopened') from ??= event.at;
  }
  end(Number.POSITIVE_INFINITY);
  return spans;
}

/** In order, those that touch as one: which of them explains makes no difference to what is told. */
function withoutOverlaps(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last === undefined || span.from > last.to) merged.push({ ...span });
    else last.to = Math.max(last.to, span.to);
  }
  return merged;
}

function firstEndingAfter(spans: readonly Span[], now: number): Span | null {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.to ?? 0) > now) high = middle;
    else low = middle + 1;
  }
  return spans[low] ?? null;
}
