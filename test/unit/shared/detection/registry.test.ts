import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anomalyTypes, emojiOf, titleOf } from '../../../../shared/anomalyTypes.ts';
import type { AnomalyType } from '../../../../shared/detection/anomalyType.ts';
import { Limits } from '../../../../shared/detection/limits.ts';
import type { MetricWindow } from '../../../../shared/detection/metricWindow.ts';
import { detectors } from '../../../../shared/detection/registry.ts';
import { Settings } from '../../../../shared/settings.ts';
import { signalTypes } from '../../../../shared/signals/signalTypes.ts';
import { judgeWindows } from '../../../support/judgeWindows.ts';
import { aBaseline, aWindow, detectorSettings, testedAt } from '../../../support/windows.ts';

const all: readonly AnomalyType[] = detectors;
const measured = (value: number, samples = 1000) => ({
  measured: new Map(all.flatMap(({ metric }) => (metric.measure ? [[metric.name, { value, samples }] as const] : []))),
});
const usual = { ...measured(100), events: 2000, sessions: 800, cartsAdded: 100, purchases: 50 };
const flat = aBaseline(() => usual);
const nothing = { ...measured(0, 0), events: 0, sessions: 0, cartsAdded: 0, purchases: 0, revenue: 0 };
const notNumbers = {
  ...measured(Number.NaN, Number.NaN),
  events: Number.NaN,
  revenue: Number.NaN,
  sessions: Number.NaN,
};

/** Ways in which a shop goes wrong; every type is about one of them at least. */
const troubles: Partial<MetricWindow>[] = [
  nothing,
  { events: 20_000 },
  { events: 20_000, purchases: 40, eventsWithoutCategory: 20_000 },
  { purchases: 2, revenue: 40 },
  { purchasesWithoutPrice: 50 },
  { purchasesByCategory: new Map([['Shoes', 50]]) },
  measured(2),
  measured(1000),
];

const judge = (type: AnomalyType, window: Partial<MetricWindow>, baseline = flat) =>
  judgeWindows([...baseline, aWindow({ ...usual, ...window })], { judgeFrom: testedAt, historyStart: 0 }, [type], {
    ...detectorSettings,
    baselineWindows: 12,
  }).flatMap(({ anomalies }) => anomalies);

/** Its line in the table of the page about types. */
function documented(type: AnomalyType): string {
  const limits = Object.entries(type.thresholds).filter(([, { kind }]) => kind === 'perSeverity');
  const written = limits.map(([name, { schema, unit }]) => {
    const { critical, high, medium, low } = Limits.parse(schema.parse(undefined));
    const values = [critical, high, medium, low].map((value) => (value === null ? '–' : String(value)));
    return `\`${name}\` (${unit}) | ${values.join(' | ')}`;
  });
  return `| \`${type.type}\` | ${type.title} | ${type.metric.name} (${type.metric.unit}) | ${type.direction} | ${written.join(' ')} |`;
}

describe.each(all.map((type) => [type.type, type] as const))('%s', (name, type) => {
  it('has a name, a title, an emoji and an icon', () => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(type.title).not.toBe('');
    expect(type.emoji).toMatch(/^\p{Extended_Pictographic}️?$/u);
    expect(type.icon.length).toBeGreaterThan(0);
    for (const path of type.icon) expect(path).toMatch(/^[Mm][-\d.\sA-Za-z]+$/);
  });

  it('is known wherever types are shown', () => {
    expect(titleOf(name)).toBe(type.title);
    expect(emojiOf(name)).toBe(type.emoji);
    const { title, emoji, icon, direction, metric } = type;
    expect(anomalyTypes[name]).toEqual({ title, emoji, icon, direction, metric: metric.name, unit: metric.unit });
  });

  it('has limits, each with words for Setup and a default in the settings', () => {
    const thresholds: Record<string, unknown> = Settings.parse({}).engine.thresholds;
    expect(Object.values(type.thresholds).map(({ kind }) => kind)).toContain('perSeverity');
    for (const [key, { schema, label, effect, unit }] of Object.entries(type.thresholds)) {
      expect(thresholds[key]).toEqual(schema.parse(undefined));
      for (const word of [label, effect, unit]) expect(word).not.toBe('');
    }
  });

  it('is in the table of docs/anomaly-types.md with its defaults', () => {
    const page = readFileSync(new URL('../../../../docs/anomaly-types.md', import.meta.url), 'utf8');
    expect(page.split('\n')).toContain(documented(type));
  });

  it('fires on a shop that goes wrong, in its own name and unit', () => {
    const told = troubles.flatMap((trouble) => judge(type, trouble));
    expect(told).not.toEqual([]);
    for (const anomaly of told) {
      expect(anomaly).toMatchObject({ type: name, unit: type.metric.unit });
      expect(anomaly.description).toMatch(/^\S.*\.$/);
      expect(anomaly.trend.values).toHaveLength(13);
      const change = Math.sign(anomaly.metricValue - (anomaly.expectedValue ?? anomaly.metricValue));
      if (type.direction !== 'both') expect(change).toBe(type.direction === 'up' ? 1 : -1);
    }
  });

  it('is silent where all is as it was, give or take', () => {
    expect(judge(type, {})).toEqual([]);
    expect(judge(type, { ...measured(101, 990), events: 2040, purchases: 49, revenue: 980 })).toEqual([]);
  });

  it('survives windows that are empty, that are no numbers, and that nothing was measured in', () => {
    const { measured: _, ...unmeasured } = aWindow({ ...usual, ...nothing });
    const baselines = [[], flat, aBaseline(() => nothing), aBaseline(() => notNumbers), aBaseline(() => unmeasured)];
    for (const baseline of baselines) {
      for (const window of [nothing, notNumbers, unmeasured, usual]) {
        for (const anomaly of judge(type, window, baseline)) {
          expect(anomaly.description).not.toMatch(/NaN|undefined|null/);
        }
      }
    }
  });
});

it('no two types have the same name, title, emoji or threshold', () => {
  const named = [...all.map(({ type }) => type), ...Object.keys(signalTypes)];
  const titles = [...all.map(({ title }) => title), ...Object.values(signalTypes).map(({ title }) => title)];
  const emojis = all.map(({ emoji }) => emoji);
  const thresholds = all.flatMap((type) => Object.keys(type.thresholds));
  for (const list of [named, titles, emojis, thresholds]) expect(new Set(list).size).toBe(list.length);
});
