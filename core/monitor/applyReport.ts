import type { AlertDraft } from '../alerts/alertDraft.ts';
import { type AlertPolicy, applyBatch } from '../alerts/applyBatch.ts';
import { fingerprintOf } from '../alerts/fingerprint.ts';
import type { ObservationBatch } from '../alerts/observation.ts';
import { expireSource } from '../alerts/resolveAlerts.ts';
import type { AlertChanges } from './alertChanges.ts';
import type { StoreTransaction } from './monitorStore.ts';
import { sha256 } from './sha256.ts';
import type { SourceReport } from './source.ts';

type ReadReport = Extract<SourceReport, { kind: 'read' }>;

/** A cursor that only says "nothing new" is not worth a write to disk more often than this. */
const cursorKeepAliveMs = 60_000;

interface ReportContext {
  now: number;
  /** First report of this source since the start. */
  seeding: boolean;
  policy: AlertPolicy;
  changes: AlertChanges;
}

/** Takes over what one source told, oldest first, and where to go on from; within the cycle's transaction. */
export function applyReport(tx: StoreTransaction, source: string, report: ReadReport, context: ReportContext): void {
  const { now, seeding, policy, changes } = context;
  const stored = tx.cursors.read(source);
  for (const batch of report.batches) {
    const seenAt = visibleAt(batch, stored?.storedAt ?? null, now);
    if (batch.completeness === 'rows') expireSilent(tx, source, seenAt, context);
    const applied = applyBatch(batch, seenAt, knownTo(tx, batch), policy, sha256);
    for (const draft of applied.drafts) saveDraft(tx, draft, seeding, changes);
    for (const observation of applied.observations) tx.alerts.saveObservation(observation);
    for (const { fingerprint, alertId } of applied.aliases) tx.alerts.addAlias(fingerprint, alertId);
    for (const id of applied.carryAcknowledgement) {
      const acknowledgement = tx.alerts.byId(id)?.acknowledgement;
      if (acknowledgement) tx.acknowledgements.enqueue(id, true, acknowledgement.at, acknowledgement.by);
    }
  }
  expireSilent(tx, source, now, context);
  const unchanged = stored?.cursor === report.cursor && now - stored.storedAt < cursorKeepAliveMs;
  if (!unchanged) tx.cursors.write(source, report.cursor, now);
  if (report.forgotten) tx.learned.forget(report.forgotten);
  if (report.learned) tx.learned.write(report.learned, now);
}

/** Ends what sources that are not watched any more (switched off, renamed) still hold open. */
export function expireUnwatched(tx: StoreTransaction, watched: readonly string[], context: ReportContext): void {
  const { now, policy, seeding, changes } = context;
  for (const { record, source } of tx.alerts.unwatchedSince(watched, now - policy.rowsResolveAfterMs)) {
    const draft = expireSource(record, source, now, policy.rowsResolveAfterMs);
    if (draft) saveDraft(tx, draft, seeding, changes);
  }
}

/**
 * A row that was not there at the poll before became visible after it, however old its own time is: a job that runs an
 * hour late raises alerts that fire now, instead of ones that are over before anybody heard of them.
 */
function visibleAt(batch: ObservationBatch, previousPollAt: number | null, now: number): number {
  const earliest = batch.completeness === 'rows' ? Math.max(batch.at, previousPollAt ?? batch.at) : batch.at;
  return Math.min(earliest, now);
}

function expireSilent(tx: StoreTransaction, source: string, at: number, context: ReportContext): void {
  const { policy, seeding, changes } = context;
  for (const record of tx.alerts.silentSince(source, at - policy.rowsResolveAfterMs)) {
    const draft = expireSource(record, source, at, policy.rowsResolveAfterMs);
    if (draft) saveDraft(tx, draft, seeding, changes);
  }
}

function knownTo(tx: StoreTransaction, batch: ObservationBatch) {
  const things = batch.observations.flatMap((observation) => [observation, ...(observation.sameAs ?? [])]);
  const fingerprints = new Set(things.map(({ type, labels }) => fingerprintOf(type, labels, sha256)));
  return {
    latest: tx.alerts.latest(fingerprints),
    heldOpen: batch.completeness === 'window' ? tx.alerts.heldOpenBy(batch.source) : [],
    standIn: tx.alerts.standIn,
    windowOf: tx.alerts.windowOf,
    byId: tx.alerts.byId,
    observation: tx.alerts.observation,
    isAcknowledgementPending: tx.acknowledgements.isPending,
  };
}

function saveDraft(tx: StoreTransaction, draft: AlertDraft, seeding: boolean, changes: AlertChanges): void {
  tx.alerts.save(draft.record, draft.before);
  for (const entry of draft.history) tx.alerts.addHistory(entry);
  changes.add(draft, seeding);
}
