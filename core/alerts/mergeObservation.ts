import { titleOf } from '../../shared/anomalyTypes.ts';
import { type Severity, severityRank, worstSeverity } from '../../shared/severity.ts';
import { type AlertDraft, settleSeverity } from './alertDraft.ts';
import type { AlertRecord, AlertSourceState, JoinedThing, ObservationRecord } from './alertRecord.ts';
import type { Observation, ObservationBatch } from './observation.ts';

type Completeness = ObservationBatch['completeness'];

/** A window as it was told about an alert. */
export interface Seen {
  observation: Observation;
  completeness: Completeness;
  /** When it became visible here. */
  at: number;
  /** Another thing that the alert is about as well; null: its own. */
  joined: JoinedThing | null;
  /** Something else told this window of the alert already. */
  isKnownWindow: boolean;
}

/** A first alert of its fingerprint, or of a new episode. `startsAt`: when it would have been seen live. */
export function openAlert(
  observation: Observation,
  completeness: Completeness,
  identity: { id: string; fingerprint: string; startsAt: number },
  at: number,
): AlertDraft {
  const record: AlertRecord = {
    ...identity,
    source: observation.source,
    type: observation.type,
    labels: observation.labels,
    ...shownBy(observation),
    severity: observation.severity,
    worst: observation.severity,
    lastSeenAt: at,
    resolvedAt: null,
    occurrences: 1,
    acknowledgement: null,
    severityRaisedAt: null,
    snoozedUntil: null,
    silencedBy: [],
    inhibitedBy: [],
    escalatesAt: null,
    escalations: 0,
    incidentId: null,
    feedback: null,
    lostRevenue: null,
    explanation: observation.explanation ?? null,
    learnedSeries: observation.learnedSeries ?? null,
    wakeAt: null,
    sources: [seenBy({ observation, completeness, at, joined: null })],
  };
  const history = [
    { alertId: identity.id, at: identity.startsAt, kind: 'fired' as const, by: observation.source, note: null },
  ];
  return { before: null, record, transitions: ['opened'], history };
}

/** The same thing again soon after it was over: one episode that flickers, whoever has it still has it. */
export function reopenAlert(draft: AlertDraft, seen: Seen): void {
  const { observation, at } = seen;
  const { record } = draft;
  draft.record = { ...record, severity: severityAtTheEnd(record), resolvedAt: null, escalations: 0, sources: [] };
  draft.transitions.push('reopened');
  draft.history.push({ alertId: record.id, at, kind: 'reopened', by: observation.source, note: null });
  addWindow(draft, seen);
  settleSeverity(draft, observation.source, at);
}

/** What is over is kept as the worst that it was; whether it comes back worse is judged by how it ended. */
function severityAtTheEnd({ severity, resolvedAt, sources }: AlertRecord): Severity {
  const last = sources.filter(({ clearedAt }) => clearedAt === resolvedAt);
  return worstSeverity(last.map((state) => state.severity)) ?? severity;
}

/** A window that this alert did not know: counted, shown when it is the newest, and its source holds the alert open. */
export function mergeWindow(draft: AlertDraft, seen: Seen): void {
  addWindow(draft, seen);
  if (!seen.isKnownWindow) draft.transitions.push('merged');
  settleSeverity(draft, seen.observation.source, seen.at);
}

/** A window that belongs to a time when the alert was open, told after it was over: counted, and nothing else. */
export function mergeLateWindow(draft: AlertDraft, { isKnownWindow }: Seen): void {
  if (isKnownWindow) return;
  draft.record = { ...draft.record, occurrences: draft.record.occurrences + 1 };
  draft.transitions.push('merged');
}

/** A window that is known already, told again or by another source: never counted twice, but a worse verdict counts. */
export function retellWindow(draft: AlertDraft, seen: Seen, known: ObservationRecord): void {
  const { observation, completeness, at } = seen;
  const { record } = draft;
  if (record.resolvedAt !== null) return;
  const worse = severityRank(observation.severity) > severityRank(known.severity);
  const states = record.sources.map((state) => {
    const isFirstTeller = state.source === known.source || state.source === observation.source;
    if (!worse || !isFirstTeller || state.clearedAt !== null) return state;
    return { ...state, severity: worstSeverity([state.severity, observation.severity]) ?? state.severity };
  });
  const isNewJudge = completeness === 'window' && !states.some((state) => state.source === observation.source);
  if (!worse && !isNewJudge) return;
  if (isNewJudge) states.push(seenBy(seen));
  draft.record = { ...record, sources: states, ...(worse ? shownOf(record, seen) : {}) };
  settleSeverity(draft, observation.source, at);
}

function addWindow(draft: AlertDraft, seen: Seen): void {
  const { observation, at, joined, isKnownWindow } = seen;
  const { record } = draft;
  const previous = record.sources.find((state) => state.source === observation.source);
  const state = previous ? seenAgain(previous, seen) : seenBy(seen);
  const others = record.sources.filter((other) => other.source !== observation.source);
  const { explanation = null, learnedSeries = null } = observation;
  const shown = shownOf(record, seen);
  draft.record = {
    ...record,
    ...shown,
    explanation: shown === null ? (record.explanation ?? explanation) : (explanation ?? record.explanation),
    learnedSeries: joined === null ? (learnedSeries ?? record.learnedSeries) : (record.learnedSeries ?? learnedSeries),
    lastSeenAt: Math.max(record.lastSeenAt, at),
    occurrences: record.occurrences + (isKnownWindow ? 0 : 1),
    sources: [...others, state],
  };
}

function seenBy({ observation, completeness, at, joined }: Omit<Seen, 'isKnownWindow'>): AlertSourceState {
  const { source, severity, windowStart } = observation;
  return {
    source,
    completeness,
    severity,
    lastWindowStart: windowStart,
    judgedAt: at,
    clearWindows: 0,
    clearedAt: null,
    joined: joined === null ? [] : [joined],
  };
}

/** A newer window replaces the verdict; a late or equal one can only make it worse. */
function seenAgain(previous: AlertSourceState, { observation, completeness, at, joined }: Seen): AlertSourceState {
  const newer = observation.windowStart > previous.lastWindowStart || previous.clearedAt !== null;
  const severity = newer ? observation.severity : worstSeverity([previous.severity, observation.severity]);
  const before = previous.clearedAt === null ? previous.joined : [];
  const isKnown = joined === null || before.some(({ fingerprint }) => fingerprint === joined.fingerprint);
  return {
    source: previous.source,
    completeness,
    severity: severity ?? observation.severity,
    lastWindowStart: Math.max(previous.lastWindowStart, observation.windowStart),
    judgedAt: Math.max(previous.judgedAt, at),
    clearWindows: 0,
    clearedAt: null,
    joined: isKnown ? before : [...before, joined],
  };
}

/**
 * What the alert shows of its newest window. Of a thing that joined it the sentence and the numbers, and none beside its own;
 * what to do about it, and what else is known of it, it adds.
 */
function shownOf(record: AlertRecord, { observation, joined }: Seen) {
  if (joined === null) return observation.windowStart >= record.windowStart ? shownAgain(record, observation) : null;
  if (observation.windowStart <= record.windowStart) return null;
  const { runbookUrl, facts = [] } = observation;
  return {
    ...numbersOf(observation),
    runbookUrl: record.runbookUrl ?? runbookUrl,
    facts: [...record.facts.filter(({ name }) => !facts.some((fact) => fact.name === name)), ...facts],
  };
}

/** Its own window; where it has no runbook it keeps that of a thing that joined it. */
function shownAgain(record: AlertRecord, observation: Observation) {
  const shown = shownBy(observation);
  const hasJoined = record.sources.some(({ joined }) => joined.length > 0);
  return hasJoined ? { ...shown, runbookUrl: shown.runbookUrl ?? record.runbookUrl } : shown;
}

function shownBy(observation: Observation) {
  const { runbookUrl, title = titleOf(observation.type), facts = [], cooldownMs = null } = observation;
  return { ...numbersOf(observation), title, runbookUrl, facts, cooldownMs };
}

function numbersOf({ description, metricValue, expectedValue, unit, windowStart, trend }: Observation) {
  return { description, metricValue, expectedValue, unit, windowStart, trend };
}
