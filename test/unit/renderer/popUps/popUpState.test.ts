import { describe, expect, it } from 'vitest';
import { readPermission } from '../../../../renderer/features/popUps/popUpPermission.ts';
import { popUpStateWords } from '../../../../renderer/features/popUps/popUpStateWords.ts';

describe('the permission', () => {
  it('is unavailable over plain http, whatever the constructor says', () => {
    expect(readPermission({ isSecureContext: false, Notification: { permission: 'denied' } })).toBe('unavailable');
  });
  it('is unavailable in a browser without notifications', () => {
    expect(readPermission({ isSecureContext: true })).toBe('unavailable');
  });
  it("is the browser's own word elsewhere", () => {
    expect(readPermission({ isSecureContext: true, Notification: { permission: 'granted' } })).toBe('granted');
  });
});

describe('in words', () => {
  it('off says that turning it on asks, unless that would not', () => {
    expect(popUpStateWords(false, 'default')).toMatchObject({ state: 'off', word: 'Off' });
    expect(popUpStateWords(false, 'default').explanation).toContain('asks the browser');
    expect(popUpStateWords(false, 'denied').explanation).not.toContain('asks');
  });

  it.each([
    ['granted', 'on', /system/, false],
    ['default', 'inPage', /not been given permission/, true],
    ['denied', 'inPage', /block.*site settings/, false],
    ['unavailable', 'inPage', /https/, false],
  ] as const)('wanted and %s is %s', (permission, state, says, mayAsk) => {
    const words = popUpStateWords(true, permission);
    expect(words).toMatchObject({ state, mayAsk });
    expect(words.explanation).toMatch(says);
  });

  it('never claims to be on where the system shows nothing', () => {
    for (const permission of ['default', 'denied', 'unavailable'] as const) {
      expect(popUpStateWords(true, permission).word).not.toBe('On');
      expect(popUpStateWords(true, permission).explanation).toContain('inside this page');
    }
  });
});
