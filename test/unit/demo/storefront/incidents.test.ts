import { describe, expect, it } from 'vitest';
import { demoIncidents, type Incident, placeIncidents } from '../../../../demo/storefront/incidents.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;
const day = Date.parse('2026-03-10T00:00:00Z');
const place = (incidents: Incident[], now: string) =>
  placeIncidents(incidents, 'America/New_York', Date.parse(now)).map((change) => ({
    ...change,
    from: new Date(change.from).toISOString(),
    to: new Date(change.to).toISOString(),
  }));

describe('placeIncidents', () => {
  const dinner: Incident = { what: 'dinner', at: { localHour: 19.5 }, minutes: 10, change: { priceFactor: 0.5 } };

  it('finds the last time of day in the zone of the shop', () => {
    // New York is four hours behind UTC in March, five in January.
    expect(place([dinner], '2026-03-10T12:00:00Z')).toEqual([
      { from: '2026-03-09T23:30:00.000Z', to: '2026-03-09T23:40:00.000Z', priceFactor: 0.5 },
    ]);
    expect(place([dinner], '2026-01-10T12:00:00Z')[0]?.from).toBe('2026-01-10T00:30:00.000Z');
  });

  it('takes the day before while today is too close', () => {
    expect(place([dinner], '2026-03-11T00:10:00Z')).toEqual([]);
    expect(place([dinner], '2026-03-11T00:20:00Z')[0]?.from).toBe('2026-03-10T23:30:00.000Z');
  });

  it('counts hours back from now, on whole minutes', () => {
    const recent: Incident = { what: 'recent', at: { hoursAgo: 2 }, minutes: 5, change: {} };
    expect(place([recent], '2026-03-10T12:00:40Z')).toEqual([
      { from: '2026-03-10T10:00:00.000Z', to: '2026-03-10T10:05:00.000Z' },
    ]);
  });

  it('leaves out what comes too close to another', () => {
    const recent: Incident = { what: 'recent', at: { hoursAgo: 12.5 }, minutes: 5, change: { trafficShare: 0 } };
    expect(place([dinner, recent], '2026-03-10T12:00:00Z')).toEqual([expect.objectContaining({ trafficShare: 0 })]);
  });

  it.each(Array.from({ length: 48 }, (_, half) => ({ at: new Date(day + half * (hourMs / 2)).toISOString() })))(
    'tells a story of the day when the demo starts at $at',
    ({ at }) => {
      const now = Date.parse(at);
      const placed = placeIncidents(demoIncidents, 'America/New_York', now);
      expect(placed.length).toBeGreaterThanOrEqual(6);
      for (const [index, change] of placed.entries()) {
        expect(change.from).toBeGreaterThan(now - 24 * hourMs);
        expect(change.from % minuteMs).toBe(0);
        const next = placed[index + 1];
        if (next) expect(next.from - change.to).toBeGreaterThanOrEqual(30 * minuteMs);
      }
      expect(placed.filter((change) => change.to > now)).toHaveLength(1);
      expect(placed.some((change) => change.from > now - 6 * hourMs && change.to < now)).toBe(true);
    },
  );

  it('changes traffic for less time than a baseline is long', () => {
    for (const { change, minutes } of demoIncidents) {
      if (change.trafficShare !== undefined || change.botRequestsPerSession !== undefined)
        expect(minutes).toBeLessThan(11);
    }
  });
});
