import { severityRank } from '../../shared/severity.ts';
import { acknowledgeElsewhere, mustCarryAcknowledgement } from './acknowledgeElsewhere.ts';
import { type AlertDraft, draftOf } from './alertDraft.ts';
import type { AlertRecord, ObservationRecord } from './alertRecord.ts';
import { alertIdOf, fingerprintOf, type Sha256 } from './fingerprint.ts';
import { mergeLateWindow, mergeWindow, openAlert, reopenAlert, retellWindow } from './mergeObservation.ts';
import type { Observation, ObservationBatch } from './observation.ts';
import { clearWindow } from './resolveAlerts.ts';

export interface AlertPolicy {
  /** A fingerprint that fires again this soon after it was over reopens the same alert, ms. */
  deduplicationMs: number;
  /** Whole windows running without a mention that clear a source. */
  clearWindows: number;
  /** Silence after which a source that tells rows is taken to be clear, ms. */
  rowsResolveAfterMs: number;
}

/** What the book knows about the things that a batch mentions. */
export interface KnownAlerts {
  /** The newest episode of each fingerprint. */
  latest: ReadonlyMap<string, AlertRecord>;
  /** Open alerts that the batch's source holds open, when it judges whole windows. */
  heldOpen: readonly AlertRecord[];
  byId(id: string): AlertRecord | null;
  observation(fingerprint: string, windowStart: number): ObservationRecord | null;
  /** Whether an acknowledgement given here is still on its way to the rows. */
  isAcknowledgementPending(alertId: string): boolean;
}

export interface AppliedBatch {
  drafts: AlertDraft[];
  observations: ObservationRecord[];
  /** Alerts whose acknowledgement is to be carried to rows that came after it. */
  carryAcknowledgement: string[];
}

/**
 * Applies what one source says about one moment. Pure; the same batch applied again changes nothing.
 * `seenAt`, ms: when it became visible here, which is `batch.at` or, for rows that arrived late, some time after it.
 */
export function applyBatch(
  batch: ObservationBatch,
  seenAt: number,
  known: KnownAlerts,
  policy: AlertPolicy,
  sha256: Sha256,
): AppliedBatch {
  const drafts = new Map<string, AlertDraft>();
  const newest = new Map(known.latest);
  const observations = new Map<string, ObservationRecord>();
  const carry = new Set<string>();
  const mentioned = new Set<string>();

  for (const observation of batch.observations) {
    const fingerprint = fingerprintOf(observation.type, observation.labels, sha256);
    mentioned.add(fingerprint);
    const windowKey = `${fingerprint}|${observation.windowStart}`;
    const told = observations.get(windowKey) ?? known.observation(fingerprint, observation.windowStart);
    const draft = told ? draftById(told.alertId) : draftFor(observation, fingerprint);
    if (draft === null) continue;
    if (told) retellWindow(draft, observation, told, batch.completeness, seenAt);

    const id = draft.record.id;
    const rows = batch.completeness === 'rows';
    const pending = known.isAcknowledgementPending(id);
    if (rows) {
      acknowledgeElsewhere(draft, observation, told, seenAt, pending);
      if (mustCarryAcknowledgement(draft, observation, told, pending)) carry.add(id);
    }
    const kept = keep(observation, told, id, fingerprint, seenAt, rows);
    if (kept !== told) observations.set(windowKey, kept);
  }

  if (batch.completeness === 'window') {
    for (const record of known.heldOpen) {
      if (mentioned.has(record.fingerprint)) continue;
      const draft = clearWindow(record, batch.source, seenAt, policy.clearWindows);
      if (draft) drafts.set(record.id, draft);
    }
  }
  return {
    drafts: [...drafts.values()].filter((draft) => draft.record !== draft.before),
    observations: [...observations.values()],
    carryAcknowledgement: [...carry],
  };

  function draftById(id: string): AlertDraft | null {
    const existing = drafts.get(id);
    if (existing) return existing;
    const record = known.byId(id);
    if (record === null) return null;
    const draft = draftOf(record);
    drafts.set(id, draft);
    return draft;
  }

  function draftFor(observation: Observation, fingerprint: string): AlertDraft {
    const latest = newest.get(fingerprint);
    const draft = latest ? draftById(latest.id) : null;
    if (draft) {
      const { resolvedAt } = draft.record;
      const mine = resolvedAt === null || seenAt - resolvedAt <= policy.deduplicationMs;
      if (mine) {
        if (resolvedAt === null) mergeWindow(draft, observation, batch.completeness, seenAt);
        else if (seenAt <= resolvedAt) mergeLateWindow(draft);
        else reopenAlert(draft, observation, batch.completeness, seenAt);
        return draft;
      }
    }
    const opened = open(observation, fingerprint);
    drafts.set(opened.record.id, opened);
    newest.set(fingerprint, opened.record);
    return opened;
  }

  function open(observation: Observation, fingerprint: string): AlertDraft {
    let startsAt = Math.min(batch.at, seenAt);
    let id = alertIdOf(fingerprint, startsAt, sha256);
    // Rows that arrive late can carry the detection time of an episode that is long over.
    if (known.byId(id) !== null) {
      startsAt = seenAt;
      id = alertIdOf(fingerprint, startsAt, sha256);
    }
    return openAlert(observation, batch.completeness, { id, fingerprint, startsAt }, seenAt);
  }
}

function keep(
  observation: Observation,
  told: ObservationRecord | null,
  alertId: string,
  fingerprint: string,
  observedAt: number,
  rows: boolean,
): ObservationRecord {
  const rowAcknowledgedAt = rows ? (observation.acknowledgement?.at ?? null) : (told?.rowAcknowledgedAt ?? null);
  if (told && severityRank(observation.severity) <= severityRank(told.severity)) {
    return rowAcknowledgedAt === told.rowAcknowledgedAt ? told : { ...told, rowAcknowledgedAt };
  }
  const { windowStart, windowMs, severity, description, metricValue, expectedValue, zScore, changePercent } =
    observation;
  const source = told?.source ?? observation.source;
  const verdict = {
    windowStart,
    windowMs,
    source,
    severity,
    description,
    metricValue,
    expectedValue,
    zScore,
    changePercent,
  };
  return {
    alertId,
    fingerprint,
    ...verdict,
    observedAt: told?.observedAt ?? observedAt,
    rowAcknowledgedAt,
    rowSynced: told?.rowSynced ?? false,
  };
}
