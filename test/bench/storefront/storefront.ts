// `npm run bench:storefront [-- --seed N]`: three simulated shops with incidents that are known, judged by rules, by what was
// learned, and by both: how many were found, how soon, and how many alerts were about nothing.
import { parseArgs } from 'node:util';
import { createDraws } from './draws.ts';
import { changeOf, plan } from './incidents.ts';
import { modes, raise } from './judgeModes.ts';
import { type Score, scoreShop, sumOf } from './score.ts';
import { shopsOf } from './shops.ts';
import { simulate } from './simulatedShop.ts';

const dayMs = 86_400_000;
const judgedDays = 14;
/** Two of the shops have more history than the third. */
const historyDays = [14, 14, 14];
const incidentsOf = [14, 13, 13];
const lookAlikes = 4;
/** Over the end of summer time in Berlin and New York. */
const judgedFrom = Date.parse('2026-10-19T00:00:00Z');

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, verbose: { type: 'boolean' } } });
const seed = Number(values.seed);
if (!Number.isSafeInteger(seed)) {
  process.stderr.write(`--seed takes a whole number, not "${values.seed}".\n`);
  process.exit(2);
}

const draws = createDraws(seed);
let first = Math.floor(draws.between(0, 20));
const shops = shopsOf(draws).map((shop, index) => {
  const range = { from: judgedFrom, to: judgedFrom + judgedDays * dayMs };
  const counts = { incidents: incidentsOf[index] ?? 13, lookAlikes, first };
  first += counts.incidents;
  const happenings = plan(shop, range, counts, draws);
  const from = judgedFrom - (historyDays[index] ?? 14) * dayMs;
  const windows = simulate(shop, { from, to: range.to }, (at) => changeOf(happenings, at), draws);
  return { shop, happenings, windows };
});

for (const mode of modes) {
  const scores = shops.map(({ shop, happenings, windows }) => {
    const range = { judgeFrom: judgedFrom, to: judgedFrom + judgedDays * dayMs, timeZone: shop.timeZone };
    const score = scoreShop(raise(mode, windows, range), happenings, judgedDays / 7);
    if (values.verbose)
      print({ mode: mode.name, shop: shop.name, ...figures(score), falseTypes: countsOf(score.falseTypes) });
    return score;
  });
  const all = sumOf(scores);
  print({ mode: mode.name, seed, ...figures(all) });
}

function figures(score: Score) {
  const round = (value: number, digits = 3) => Number(value.toFixed(digits));
  const sorted = score.delays.toSorted((a, b) => a - b);
  return {
    incidents: score.incidents,
    recall: round(score.found / score.incidents),
    precision: score.alerts === 0 ? null : round(1 - score.falseAlerts / score.alerts),
    medianDelayWindows: sorted[Math.floor(sorted.length / 2)] ?? null,
    alerts: score.alerts,
    falsePerShopWeek: round(score.falseAlerts / score.shopWeeks, 2),
    missed: score.missedKinds,
  };
}

function countsOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
