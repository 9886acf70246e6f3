import { describe, expect, it } from 'vitest';
import { scenarioDurationMs, scenarios } from '../../../../demo/storefront/scenarios.ts';
import { demoShop } from '../../../../demo/storefront/shop.ts';
import { titleOf } from '../../../../shared/anomalyTypes.ts';
import { scenarioNames } from '../../../../shared/demo.ts';

describe('scenarios', () => {
  it('are all there, in the order of the contract', () => {
    expect(scenarios.map((scenario) => scenario.name)).toEqual([...scenarioNames]);
  });

  it.each(scenarios)('$name says which alerts it raises', ({ raises, description }) => {
    for (const type of raises) expect(description.toLowerCase()).toContain(titleOf(type).toLowerCase());
  });

  it('end before the baseline has got used to them', () => {
    expect(scenarioDurationMs).toBe(10 * 60_000);
  });

  it('flood with a category that the shop has', () => {
    const names = demoShop.categories.map((category) => category.name);
    for (const { change } of scenarios) if (change.flood) expect(names).toContain(change.flood.category);
  });
});
