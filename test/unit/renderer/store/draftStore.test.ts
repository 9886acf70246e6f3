import { describe, expect, it } from 'vitest';
import { draftAfterSave } from '../../../../renderer/store/draftStore.ts';

describe('a draft that was saved', () => {
  const [before, saved, renewed] = [{ limit: 1 }, { limit: 2 }, { limit: 2 }];

  it('is over when nothing was typed meanwhile', () => {
    expect(draftAfterSave({ value: saved, base: before }, saved, renewed)).toBeUndefined();
    expect(draftAfterSave(undefined, saved, renewed)).toBeUndefined();
  });

  it('goes on from what was saved with what was typed meanwhile', () => {
    const typed = { limit: 3 };
    expect(draftAfterSave({ value: typed, base: before }, saved, renewed)).toEqual({ value: typed, base: renewed });
  });
});
