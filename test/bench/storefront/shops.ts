import type { Draws } from './draws.ts';
import type { SimulatedShop } from './simulatedShop.ts';

const byDay = [
  0.18, 0.12, 0.09, 0.08, 0.09, 0.14, 0.3, 0.6, 0.95, 1.2, 1.3, 1.35, 1.4, 1.35, 1.3, 1.3, 1.35, 1.45, 1.6, 1.8, 1.95,
  1.75, 1.2, 0.55,
];
const byNight = [
  1.5, 1.35, 1.1, 0.8, 0.5, 0.35, 0.3, 0.35, 0.45, 0.6, 0.75, 0.85, 0.95, 0.95, 0.9, 0.9, 0.95, 1.05, 1.2, 1.35, 1.5,
  1.65, 1.75, 1.7,
];
const office = [
  0.15, 0.1, 0.1, 0.1, 0.15, 0.3, 0.6, 1.1, 1.7, 2.0, 2.05, 1.9, 1.6, 1.75, 1.95, 1.9, 1.7, 1.3, 0.95, 0.8, 0.7, 0.55,
  0.4, 0.25,
];

/** Three shops that differ in everything that matters to a detector; the draws vary them a little. */
export function shopsOf(draws: Draws): SimulatedShop[] {
  const about = (value: number, by = 0.15) => value * draws.between(1 - by, 1 + by);
  return [
    {
      name: 'fashion, large, Berlin',
      timeZone: 'Europe/Berlin',
      sessions: about(1500),
      hours: byDay,
      weekdays: [1.15, 1.05, 0.95, 0.93, 0.95, 0.97, 1.0],
      growth: about(1.02, 0.02),
      wander: about(0.05),
      promotions: 3,
      eventsPerSession: about(6),
      cartShare: about(0.16),
      boughtShare: about(0.42, 0.08),
      orderValue: about(70),
      categories: [
        ['Shoes', 0.3],
        ['Coats', 0.25],
        ['Shirts', 0.25],
        ['Bags', 0.2],
      ],
    },
    {
      name: 'games, night, Phoenix',
      timeZone: 'America/Phoenix',
      sessions: about(600),
      hours: byNight,
      weekdays: [1.1, 0.85, 0.88, 0.9, 0.95, 1.12, 1.2],
      growth: about(1.0, 0.02),
      wander: about(0.07),
      promotions: 5,
      eventsPerSession: about(4.5),
      cartShare: about(0.2),
      boughtShare: about(0.5, 0.08),
      orderValue: about(45),
      categories: [
        ['Games', 0.34],
        ['Consoles', 0.2],
        ['Accessories', 0.28],
        ['Cards', 0.18],
      ],
    },
    {
      name: 'office supplies, small, New York',
      timeZone: 'America/New_York',
      sessions: about(250),
      hours: office,
      weekdays: [0.45, 1.3, 1.25, 1.2, 1.15, 1.1, 0.55],
      growth: about(1.01, 0.01),
      wander: about(0.06),
      promotions: 2,
      eventsPerSession: about(7),
      cartShare: about(0.24),
      boughtShare: about(0.55, 0.08),
      orderValue: about(120),
      categories: [
        ['Paper', 0.35],
        ['Ink', 0.3],
        ['Chairs', 0.15],
        ['Desks', 0.2],
      ],
    },
  ];
}
