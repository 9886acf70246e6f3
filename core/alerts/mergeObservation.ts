import { severityRank, worstSeverity } from '../../shared/severity.ts';
import { type AlertDraft, settleSeverity } from './alertDraft.ts';
import type { AlertRecord, AlertSourceState, ObservationRecord } from './alertRecord.ts';
import type { Observation, ObservationBatch } from './observation.ts';

type Completeness = ObservationBatch['completeness'];

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
    wakeAt: null,
    sources: [seenBy(observation, completeness, at)],
  };
  const history = [
    { alertId: identity.id, at: identity.startsAt, kind: 'fired' as const, by: observation.source, note: null },
  ];
  return { before: null, record, transitions: ['opened'], history };
}

/** The same thing again soon after it was over: one episode that flickers, whoever has it still has it. */
export function reopenAlert(draft: AlertDraft, observation: Observation, completeness: Completeness, at: number): void {
  const { record } = draft;
  draft.record = { ...record, resolvedAt: null, escalations: 0, sources: [] };
  draft.transitions.push('reopened');
  draft.history.push({ alertId: record.id, at, kind: 'reopened', by: observation.source, note: null });
  addWindow(draft, observation, completeness, at);
  settleSeverity(draft, observation.source, at);
}

/** A window that this alert did not know: counted, shown when it is the newest, and its source holds the alert open. */
export function mergeWindow(draft: AlertDraft, observation: Observation, completeness: Completeness, at: number): void {
  addWindow(draft, observation, completeness, at);
  draft.transitions.push('merged');
  settleSeverity(draft, observation.source, at);
}

/** A window that belongs to a time when the alert was open, told after it was over: counted, and nothing else. */
export function mergeLateWindow(draft: AlertDraft): void {
  draft.record = { ...draft.record, occurrences: draft.record.occurrences + 1 };
  draft.transitions.push('merged');
}

/** A window that is known already, told again or by another source: never counted twice, but a worse verdict counts. */
export function retellWindow(
  draft: AlertDraft,
  observation: Observation,
  known: ObservationRecord,
  completeness: Completeness,
  at: number,
): void {
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
  if (isNewJudge) states.push(seenBy(observation, completeness, at));
  draft.record = { ...record, sources: states };
  if (worse && observation.windowStart >= record.windowStart) {
    draft.record = { ...draft.record, ...shownBy(observation) };
  }
  settleSeverity(draft, observation.source, at);
}

function addWindow(draft: AlertDraft, observation: Observation, completeness: Completeness, at: number): void {
  const { record } = draft;
  const previous = record.sources.find((state) => state.source === observation.source);
  const state = previous ? seenAgain(previous, observation, completeness, at) : seenBy(observation, completeness, at);
  const others = record.sources.filter((other) => other.source !== observation.source);
  draft.record = {
    ...record,
    ...(observation.windowStart >= record.windowStart ? shownBy(observation) : {}),
    lastSeenAt: Math.max(record.lastSeenAt, at),
    occurrences: record.occurrences + 1,
    sources: [...others, state],
  };
}

function seenBy(observation: Observation, completeness: Completeness, at: number): AlertSourceState {
  const { source, severity, windowStart } = observation;
  return {
    source,
    completeness,
    severity,
    lastWindowStart: windowStart,
    judgedAt: at,
    clearWindows: 0,
    clearedAt: null,
  };
}

/** A newer window replaces the verdict; a late or equal one can only make it worse. */
function seenAgain(
  previous: AlertSourceState,
  observation: Observation,
  completeness: Completeness,
  at: number,
): AlertSourceState {
  const newer = observation.windowStart > previous.lastWindowStart || previous.clearedAt !== null;
  const severity = newer ? observation.severity : worstSeverity([previous.severity, observation.severity]);
  return {
    source: previous.source,
    completeness,
    severity: severity ?? observation.severity,
    lastWindowStart: Math.max(previous.lastWindowStart, observation.windowStart),
    judgedAt: Math.max(previous.judgedAt, at),
    clearWindows: 0,
    clearedAt: null,
  };
}

/** What the alert shows of its newest window. */
function shownBy(observation: Observation) {
  const { description, metricValue, expectedValue, unit, windowStart, runbookUrl, trend } = observation;
  return { description, metricValue, expectedValue, unit, windowStart, runbookUrl, trend };
}
