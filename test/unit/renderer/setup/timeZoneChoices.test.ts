import { describe, expect, it } from 'vitest';
import { timeZoneChoices } from '../../../../renderer/features/setup/timeZoneChoices.ts';

const known = ['America/New_York', 'Asia/Tokyo', 'Europe/Berlin'];
const inBerlin = { kind: 'browser', timeZone: 'Europe/Berlin' } as const;

describe('the zones for quiet hours', () => {
  it('begin with the host, then offer the reader their own where it is another one', () => {
    const choices = timeZoneChoices({ host: inBerlin, here: 'America/New_York', kept: '', known });
    expect(choices.map(({ label }) => label)).toEqual([
      'Where Watchkeeper runs: Europe/Berlin',
      'This browser: America/New_York',
      'Asia/Tokyo',
      'Europe/Berlin',
      'UTC',
    ]);
    expect(choices.map(({ value }) => value)).toEqual(['', 'America/New_York', 'Asia/Tokyo', 'Europe/Berlin', 'UTC']);
  });

  it('name the machine as such where the page is on it', () => {
    const host = { kind: 'desktop', timeZone: 'Europe/Berlin' } as const;
    const labels = timeZoneChoices({ host, here: 'Europe/Berlin', kept: '', known }).map(({ label }) => label);
    expect(labels[0]).toBe('This machine: Europe/Berlin');
    expect(labels).not.toContain('This browser: Europe/Berlin');
  });

  it('keep what is set though this browser does not know it', () => {
    const choices = timeZoneChoices({ host: inBerlin, here: 'Europe/Berlin', kept: 'Europe/Kyiv', known });
    expect(choices).toContainEqual({ value: 'Europe/Kyiv', label: 'Europe/Kyiv' });
  });
});
