import { type AlertDraft, draftOf, settleSeverity } from './alertDraft.ts';
import type { AlertRecord, AlertSourceState } from './alertRecord.ts';

/** One whole window of `source` in which it did not mention this alert; two running clear it (`clearWindows`). */
export function clearWindow(record: AlertRecord, source: string, at: number, clearWindows: number): AlertDraft | null {
  const state = record.sources.find((candidate) => candidate.source === source);
  if (!state || state.clearedAt !== null || at <= state.judgedAt) return null;
  const clear = state.clearWindows + 1;
  const draft = draftOf(record);
  replaceState(draft, { ...state, judgedAt: at, clearWindows: clear, clearedAt: clear >= clearWindows ? at : null });
  if (clear >= clearWindows) settleSources(draft, source);
  return draft;
}

/** `source` tells rows only, so that nothing new for `resolveAfterMs` is the only sign that it is over. */
export function expireSource(
  record: AlertRecord,
  source: string,
  now: number,
  resolveAfterMs: number,
): AlertDraft | null {
  const state = record.sources.find((candidate) => candidate.source === source);
  if (!state || state.clearedAt !== null) return null;
  const clearedAt = state.judgedAt + resolveAfterMs;
  if (clearedAt > now) return null;
  const draft = draftOf(record);
  replaceState(draft, { ...state, clearedAt });
  settleSources(draft, source);
  return draft;
}

function replaceState(draft: AlertDraft, state: AlertSourceState): void {
  draft.record = {
    ...draft.record,
    sources: draft.record.sources.map((other) => (other.source === state.source ? state : other)),
  };
}

function settleSources(draft: AlertDraft, source: string): void {
  const clearedAt = draft.record.sources.map((state) => state.clearedAt);
  const open = clearedAt.includes(null);
  const at = Math.max(...clearedAt.filter((time) => time !== null));
  if (open) {
    settleSeverity(draft, source, at);
    return;
  }
  // Its last window is often hit in part: what was critical for an hour must not count among the mild ones.
  const { worst } = draft.record;
  draft.record = { ...draft.record, severity: worst, resolvedAt: at, wakeAt: null, escalatesAt: null };
  draft.transitions.push('resolved');
  draft.history.push({ alertId: draft.record.id, at, kind: 'resolved', by: source, note: null });
}
