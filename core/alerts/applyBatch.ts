import { severityRank } from '../../shared/severity.ts';
import { acknowledgeElsewhere, mustCarryAcknowledgement } from './acknowledgeElsewhere.ts';
import { type AlertDraft, draftOf } from './alertDraft.ts';
import type { AlertRecord, JoinedThing, ObservationRecord } from './alertRecord.ts';
import { findAlert } from './findAlert.ts';
import { alertIdOf, fingerprintOf, type Sha256 } from './fingerprint.ts';
import { largestLoss, noteLoss } from './lostRevenue.ts';
import { mergeLateWindow, mergeWindow, openAlert, reopenAlert, retellWindow, type Seen } from './mergeObservation.ts';
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
  /** The newest episode of each fingerprint, those of `sameAs` included. */
  latest: ReadonlyMap<string, AlertRecord>;
  /** The newest alert that is about this as well though it is not its own. */
  standIn(fingerprint: string): AlertRecord | null;
  /** What is known of a window of an alert, whatever told it; null: nothing. */
  windowOf(alertId: string, windowStart: number): KnownWindow | null;
  /** Open alerts that the batch's source holds open, when it judges whole windows. */
  heldOpen: readonly AlertRecord[];
  byId(id: string): AlertRecord | null;
  observation(fingerprint: string, windowStart: number): ObservationRecord | null;
  /** Whether an acknowledgement given here is still on its way to the rows. */
  isAcknowledgementPending(alertId: string): boolean;
}

interface KnownWindow {
  lostRevenue: number | null;
}

export interface AppliedBatch {
  drafts: AlertDraft[];
  observations: ObservationRecord[];
  /** What alerts turned out to be about beside their own, so that it finds them later. */
  aliases: { fingerprint: string; alertId: string }[];
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
  const windows = new Map<string, KnownWindow>();
  const aliases = new Map<string, AppliedBatch['aliases'][number]>();
  const carry = new Set<string>();
  const mentioned = new Set<string>();

  for (const observation of inOrder(batch.observations)) {
    const fingerprint = fingerprintOf(observation.type, observation.labels, sha256);
    mentioned.add(fingerprint);
    const windowKey = `${fingerprint}|${observation.windowStart}`;
    const told = observations.get(windowKey) ?? known.observation(fingerprint, observation.windowStart);
    const draft = told ? draftById(told.alertId) : draftFor(observation, fingerprint);
    if (draft === null) continue;
    if (told) retellWindow(draft, seenOf(draft, observation, fingerprint), told);

    const id = draft.record.id;
    mentioned.add(draft.record.fingerprint);
    if (observation.lostRevenue !== undefined) {
      noteLoss(draft, windowOf(id, observation.windowStart)?.lostRevenue ?? null, observation.lostRevenue);
    }
    const rows = batch.completeness === 'rows';
    const pending = known.isAcknowledgementPending(id);
    if (rows) {
      acknowledgeElsewhere(draft, observation, told, seenAt, pending);
      if (mustCarryAcknowledgement(draft, observation, told, pending)) carry.add(id);
    }
    const kept = keep(observation, told, id, fingerprint, seenAt, rows);
    if (kept === told) continue;
    observations.set(windowKey, kept);
    const window = `${id}|${observation.windowStart}`;
    windows.set(window, { lostRevenue: largestLoss(windows.get(window)?.lostRevenue ?? null, kept.lostRevenue) });
  }

  if (batch.completeness === 'window') {
    const isUnjudged = unjudgedOf(batch, sha256);
    for (const record of known.heldOpen) {
      if (mentioned.has(record.fingerprint) || isUnjudged(record)) continue;
      const draft = clearWindow(record, batch.source, seenAt, policy.clearWindows);
      if (draft) drafts.set(record.id, draft);
    }
  }
  return {
    drafts: [...drafts.values()].filter((draft) => draft.record !== draft.before),
    observations: [...observations.values()],
    aliases: [...aliases.values()],
    carryAcknowledgement: [...carry],
  };

  function draftById(id: string): AlertDraft | null {
    const record = drafts.get(id)?.record ?? known.byId(id);
    return record && draftFrom(record);
  }

  function draftFrom(record: AlertRecord): AlertDraft {
    const draft = drafts.get(record.id) ?? draftOf(record);
    drafts.set(record.id, draft);
    return draft;
  }

  function windowOf(alertId: string, windowStart: number): KnownWindow | null {
    const now = windows.get(`${alertId}|${windowStart}`) ?? null;
    const before = known.windowOf(alertId, windowStart);
    if (now === null || before === null) return now ?? before;
    return { lostRevenue: largestLoss(now.lostRevenue, before.lostRevenue) };
  }

  function seenOf({ record }: AlertDraft, observation: Observation, fingerprint: string): Seen {
    const { type, windowStart } = observation;
    const joined = record.fingerprint === fingerprint ? null : { type, fingerprint };
    const isMixed = joined !== null || record.sources.some((state) => state.joined.length > 0);
    const isKnownWindow = isMixed && windowOf(record.id, windowStart) !== null;
    return { observation, completeness: batch.completeness, at: seenAt, joined, isKnownWindow };
  }

  function draftFor(observation: Observation, fingerprint: string): AlertDraft {
    const sameAs = (observation.sameAs ?? []).map(({ type, labels }) => fingerprintOf(type, labels, sha256));
    const found = findAlert(seenAt, observation.cooldownMs ?? policy.deduplicationMs, {
      own: newestOf(fingerprint),
      others: () => [...sameAs.map(newestOf), standInFor(fingerprint)].filter((other) => other !== null),
    });
    if (found === null) return opened(observation, fingerprint, sameAs);
    const draft = draftFrom(found.record);
    const seen = seenOf(draft, observation, fingerprint);
    if (found.how === 'open') mergeWindow(draft, seen);
    else if (found.how === 'late') mergeLateWindow(draft, seen);
    else reopenAlert(draft, seen);
    alias(draft, [fingerprint, ...sameAs]);
    return draft;
  }

  function newestOf(fingerprint: string): AlertRecord | null {
    const latest = newest.get(fingerprint);
    return latest ? (drafts.get(latest.id)?.record ?? latest) : null;
  }

  function standInFor(fingerprint: string): AlertRecord | null {
    const inBatch = aliases.get(fingerprint);
    return (inBatch && drafts.get(inBatch.alertId)?.record) ?? known.standIn(fingerprint);
  }

  function alias({ record }: AlertDraft, fingerprints: readonly string[]): void {
    for (const fingerprint of fingerprints) {
      if (fingerprint !== record.fingerprint) aliases.set(fingerprint, { fingerprint, alertId: record.id });
    }
  }

  function opened(observation: Observation, fingerprint: string, sameAs: readonly string[]): AlertDraft {
    let startsAt = Math.min(batch.at, seenAt);
    let id = alertIdOf(fingerprint, startsAt, sha256);
    // Rows that arrive late can carry the detection time of an episode that is long over.
    if (known.byId(id) !== null) {
      startsAt = seenAt;
      id = alertIdOf(fingerprint, startsAt, sha256);
    }
    const draft = openAlert(observation, batch.completeness, { id, fingerprint, startsAt }, seenAt);
    drafts.set(id, draft);
    newest.set(fingerprint, draft.record);
    alias(draft, sameAs);
    return draft;
  }
}

/** What stands for itself first: the others may turn out to be a part of it. */
function inOrder(observations: readonly Observation[]): readonly Observation[] {
  if (!observations.some(({ sameAs }) => sameAs !== undefined && sameAs.length > 0)) return observations;
  return observations.toSorted((a, b) => Math.sign(a.sameAs?.length ?? 0) - Math.sign(b.sameAs?.length ?? 0));
}

/** A source may have thousands of series that it cannot judge: they are looked at when something open was not mentioned. */
function unjudgedOf({ source, unjudged = [] }: ObservationBatch, sha256: Sha256): (record: AlertRecord) => boolean {
  const types = new Set(unjudged.flatMap(({ type, labels }) => (labels === null ? [type] : [])));
  let fingerprints: Set<string> | null = null;
  const isUnjudged = ({ type, fingerprint }: JoinedThing) => {
    if (types.has(type)) return true;
    fingerprints ??= new Set(
      unjudged.flatMap((part) => (part.labels === null ? [] : [fingerprintOf(part.type, part.labels, sha256)])),
    );
    return fingerprints.has(fingerprint);
  };
  return (record) => {
    const joined = record.sources.find((state) => state.source === source)?.joined ?? [];
    return isUnjudged(record) || joined.some(isUnjudged);
  };
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
  const lostRevenue = largestLoss(told?.lostRevenue ?? null, observation.lostRevenue ?? null);
  if (told && severityRank(observation.severity) <= severityRank(told.severity)) {
    const same = rowAcknowledgedAt === told.rowAcknowledgedAt && lostRevenue === told.lostRevenue;
    return same ? told : { ...told, rowAcknowledgedAt, lostRevenue };
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
    lostRevenue,
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
