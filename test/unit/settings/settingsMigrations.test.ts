import { describe, expect, it } from 'vitest';
import { migrateSettings } from '../../../core/settings/settingsMigrations.ts';

describe('settings of version 1', () => {
  it.each([
    ['critical', { high: false }],
    ['medium', { medium: true }],
    ['low', { medium: true, low: true }],
  ])('that bothered a person from %s on pop up for that and worse, and for no other', (minSeverity, severities) => {
    expect(migrateSettings({ version: 1, notifications: { minSeverity } })).toEqual({
      version: 2,
      notifications: { minSeverity },
      popUps: { severities },
    });
  });

  it.each([{}, { notifications: {} }, { notifications: { minSeverity: 'high' } }])(
    'say nothing of pop-ups where the defaults mean the same: %j',
    (document) => {
      expect(migrateSettings({ ...document, version: 1 })).toEqual({ ...document, version: 2 });
    },
  );

  it.each([
    { notifications: { minSeverity: 'dire' } },
    { notifications: 'loud' },
    { notifications: { minSeverity: 'low' }, popUps: 'all of them' },
  ])('keep what cannot be used for a person to mend: %j', (document) => {
    expect(migrateSettings({ ...document, version: 1 })).toEqual({ ...document, version: 2 });
  });

  it('keep what somebody has already chosen for a severity', () => {
    const popUps = { severities: { low: false }, resolved: true };
    expect(migrateSettings({ notifications: { minSeverity: 'low' }, popUps })).toEqual({
      version: 2,
      notifications: { minSeverity: 'low' },
      popUps: { severities: { low: false, medium: true }, resolved: true },
    });
  });
});

describe('settings of the current or a newer version', () => {
  it.each([2, 3])('stay as they are (%i)', (version) => {
    const document = { version, notifications: { minSeverity: 'low' } };
    expect(migrateSettings(document)).toEqual(document);
  });
});
