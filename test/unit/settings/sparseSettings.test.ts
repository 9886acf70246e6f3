import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergedSettings, sparseSettings, unknownSettings } from '../../../core/settings/sparseSettings.ts';
import { Settings } from '../../../shared/settings.ts';

const defaults = Settings.parse({});

describe('stored settings', () => {
  it('hold only what differs from the defaults', () => {
    const changed = { ...defaults, currency: 'EUR', engine: { ...defaults.engine, writeBack: true } };
    expect(sparseSettings(changed, defaults)).toEqual({ currency: 'EUR', engine: { writeBack: true } });
    expect(sparseSettings(defaults, defaults)).toEqual({});
  });

  it('keep a null and a limit that was taken away', () => {
    const thresholds = {
      ...defaults.engine.thresholds,
      trafficSpikeZ: { critical: null, high: 4, medium: 3, low: null },
    };
    const changed = {
      ...defaults,
      notifications: { ...defaults.notifications, repeatMinutes: null },
      engine: { ...defaults.engine, thresholds },
    };
    const sparse = sparseSettings(changed, defaults);
    expect(sparse).toEqual({
      notifications: { repeatMinutes: null },
      engine: { thresholds: { trafficSpikeZ: { critical: null } } },
    });
    expect(Settings.parse(mergedSettings(defaults, sparse))).toEqual(changed);
  });

  it('give back exactly what was meant, whatever it was', () => {
    const anySettings = fc.record({
      currency: fc.constantFrom('USD', 'EUR'),
      dashboardUrl: fc.webUrl(),
      interval: fc.integer({ min: 5, max: 3600 }),
      writeBack: fc.boolean(),
      repeat: fc.option(fc.integer({ min: 15, max: 1440 })),
    });
    fc.assert(
      fc.property(anySettings, ({ currency, dashboardUrl, interval, writeBack, repeat }) => {
        const settings = Settings.parse({
          currency,
          dashboardUrl,
          cycle: { intervalSeconds: interval },
          engine: { writeBack },
          notifications: { repeatMinutes: repeat },
        });
        expect(mergedSettings(defaults, sparseSettings(settings, defaults))).toEqual(settings);
      }),
      { numRuns: 40 },
    );
  });

  it('find what this version has no place for', () => {
    const stored = { version: 1, currency: 'EUR', paging: { key: 'x' }, cycle: { intervalSeconds: 10, burst: true } };
    expect(unknownSettings(stored, { version: 1, ...defaults })).toEqual({
      paging: { key: 'x' },
      cycle: { burst: true },
    });
  });
});
