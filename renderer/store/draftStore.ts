import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Settings } from '../../shared/settings.ts';

/** A part of the settings that is edited on a page of its own and saved as a whole. */
export type EditedPart = 'delivery' | 'metrics' | 'learning';

export interface PartDraft<Value> {
  /** What is being edited and not saved yet. */
  value: Value;
  /** What held when the editing began, so that a change from elsewhere is noticed. */
  base: Value;
}

/** Undefined: that part is not being edited. */
export type Drafts = { readonly [Part in EditedPart]?: PartDraft<Settings[Part]> | undefined };

export type DraftStore = StoreApi<{ drafts: Drafts }>;

/** Lives as long as the page of the browser: a look at another page loses nothing that was typed. */
export function createDraftStore(): DraftStore {
  return createStore<{ drafts: Drafts }>(() => ({ drafts: {} }));
}

/** What is left of a draft once `saved` of it is kept, and `renewed` holds: what was typed while it was being saved. */
export function draftAfterSave<Value>(
  draft: PartDraft<Value> | undefined,
  saved: Value,
  renewed: Value,
): PartDraft<Value> | undefined {
  return draft === undefined || draft.value === saved ? undefined : { value: draft.value, base: renewed };
}
