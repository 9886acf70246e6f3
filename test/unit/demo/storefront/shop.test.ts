import { describe, expect, it } from 'vitest';
import { catalogue, catalogueSize } from '../../../../demo/storefront/catalogue.ts';
import { funnel } from '../../../../demo/storefront/funnel.ts';
import { demoShop } from '../../../../demo/storefront/shop.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('the demo shop', () => {
  it('has shares that sum to 1', () => {
    for (const list of [demoShop.devices, demoShop.countries, demoShop.categories]) {
      expect(sum(list.map((entry) => entry.share))).toBeCloseTo(1, 9);
    }
  });

  it('has a factor for each hour and each day', () => {
    expect(demoShop.hourly).toHaveLength(24);
    expect(demoShop.daily).toHaveLength(7);
  });

  it('lets no category make more than two fifths of the sales', () => {
    expect(Math.max(...demoShop.categories.map((category) => category.share))).toBeLessThanOrEqual(0.4);
  });

  it('sells more than 20 articles a minute in its quietest hour, so that data quality can be judged', () => {
    const quietest = Math.min(...demoShop.hourly) * Math.min(...demoShop.daily);
    expect(demoShop.sessionsPerMinute * quietest * funnel(demoShop).buyer.rate).toBeGreaterThan(20);
  });
});

describe('funnel', () => {
  const journeys = funnel(demoShop);
  const { browser, leaver, buyer } = journeys;

  it('sends every session on one journey', () => {
    expect(browser.rate + leaver.rate + buyer.rate).toBeCloseTo(1, 9);
    for (const journey of [browser, leaver, buyer]) expect(sum(journey.devices)).toBeCloseTo(1, 9);
  });

  it('leaves between 55 and 70 % of the carts behind', () => {
    const abandonment = leaver.rate / (leaver.rate + buyer.rate);
    expect(abandonment).toBeGreaterThan(0.55);
    expect(abandonment).toBeLessThan(0.7);
  });

  it('follows from the rates of the devices', () => {
    // One device: 20 % fill a cart, half of them reach the checkout, 80 % of those pay.
    const shop = { ...demoShop, devices: [{ name: 'kiosk', share: 1, addToCart: 0.2, checkout: 0.5, purchase: 0.8 }] };
    const { browser, leaver, buyer } = funnel(shop);
    expect(browser.rate).toBeCloseTo(0.8);
    expect(buyer.rate).toBeCloseTo(0.08);
    expect(leaver.rate).toBeCloseTo(0.12);
    // Of 0.12 that leave, 0.1 - 0.08 had reached the checkout.
    expect(leaver.checkout[0]).toBeCloseTo(0.02 / 0.12);
  });

  it('has more buyers at desks than their share of sessions', () => {
    const desktop = demoShop.devices.findIndex((device) => device.name === 'desktop');
    expect(buyer.devices[desktop]).toBeGreaterThan(demoShop.devices[desktop]?.share ?? 1);
  });
});

describe('catalogue', () => {
  const slots = catalogue(demoShop);

  it('has its slots in the order of price', () => {
    expect(slots).toHaveLength(catalogueSize);
    const prices = slots.map((slot) => slot.price);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    expect(prices[0]).toBeGreaterThan(1);
  });

  it.each(demoShop.categories)(
    'gives $name its share of purchases around its median price',
    ({ name, share, medianPrice }) => {
      const own = slots.filter((slot) => slot.category === name);
      expect(Math.abs(own.length / catalogueSize - share)).toBeLessThan(1 / catalogueSize);
      const middle = own[Math.floor(own.length / 2)]?.price ?? 0;
      expect(Math.abs(middle / medianPrice - 1)).toBeLessThan(0.06);
    },
  );

  it('sells a product at one price', () => {
    const prices = new Map<string, number>();
    for (const slot of slots)
      expect(prices.get(slot.product) ?? slot.price).toBe(prices.set(slot.product, slot.price).get(slot.product));
  });
});
