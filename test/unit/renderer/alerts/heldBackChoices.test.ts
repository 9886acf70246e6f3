import { describe, expect, it } from 'vitest';
import { heldBackChoicesOf, heldBackPartOf } from '../../../../renderer/features/alerts/heldBackChoices.ts';

describe('the choice of what is held back', () => {
  it.each([null, true, false])('comes back as it was chosen (silenced: %s)', (silenced) => {
    for (const snoozed of [null, true, false]) {
      expect(heldBackPartOf(heldBackChoicesOf({ silenced, snoozed }))).toEqual({ silenced, snoozed });
    }
  });

  it('goes by the last of two that exclude each other', () => {
    expect(heldBackPartOf(['silenced', 'snoozed', 'notSilenced'])).toEqual({ silenced: false, snoozed: true });
  });
});
