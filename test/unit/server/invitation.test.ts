import { describe, expect, it } from 'vitest';
import { createInvitation } from '../../../server/http/invitation.ts';
import { ManualClock } from '../../support/manualClock.ts';

describe('an invitation', () => {
  const clock = new ManualClock();
  const made = () => createInvitation(() => clock.now());

  it('lets in once', () => {
    const invitation = made();
    expect(invitation.take(invitation.code)).toBe(true);
    expect(invitation.take(invitation.code)).toBe(false);
  });

  it('lets nobody in who does not have it, and is not used up by guesses', () => {
    const invitation = made();
    for (const guess of ['', 'x', `${invitation.code}x`, made().code, 'ä'.repeat(32)])
      expect(invitation.take(guess)).toBe(false);
    expect(invitation.take(invitation.code)).toBe(true);
  });

  it('is no use later', async () => {
    const invitation = made();
    await clock.advance(2 * 60_000 + 1);
    expect(invitation.take(invitation.code)).toBe(false);
  });
});
