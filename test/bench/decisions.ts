// `node test/bench/decisions.ts`: how many alerts a second are routed, checked against silences and decided on, beside
// trying every route and every silence in turn.
import { decideNotification, type NotificationCase } from '../../core/notify/decideNotification.ts';
import { createDeliveryRules } from '../../core/notify/deliveryRules.ts';
import { compileMatchers } from '../../core/notify/routing/compileMatchers.ts';
import { compileSilences } from '../../core/notify/routing/compileSilences.ts';
import { plainRoute } from '../../shared/delivery/builtInRoutes.ts';
import type { Matcher } from '../../shared/delivery/matcher.ts';
import { type Severity, severities } from '../../shared/severity.ts';
import { aDelivery } from '../support/aDelivery.ts';
import { reportFigure } from '../support/reportFigure.ts';

const alertCount = 10_000;
const silenceCount = 1000;
const routeCount = 200;
const rounds = 10;
const now = Date.parse('2026-03-10T12:00:00.000Z');

const is = (name: string, value: string): Matcher => ({ name, op: '=', value });
const routes = plainRoute('All', [], {
  receivers: ['slack'],
  routes: Array.from({ length: routeCount }, (_, index) =>
    plainRoute(
      `Team ${index}`,
      [
        { name: 'team', op: '=~', value: `team-${index}|squad-${index}` },
        { name: 'severity', op: '!=', value: 'low' },
      ],
      {
        receivers: index % 2 === 0 ? ['slack'] : ['email', 'slack'],
        continue: index % 10 === 0,
      },
    ),
  ),
});
const silences = Array.from({ length: silenceCount }, (_, index) => ({
  id: `s${index}`,
  matchers:
    index % 10 === 0
      ? [{ name: 'host', op: '=~' as const, value: `host-${index}[0-9]` }]
      : [is('host', `host-${index}`), is('type', 'job')],
}));
const alerts = Array.from({ length: alertCount }, (_, index) => ({
  ...{ id: `a${index}`, type: index % 3 === 0 ? 'job' : 'revenue_drop', source: 'engine' },
  severity: severities[index % 4] as Severity,
  labels: { team: `team-${index % 400}`, host: `host-${index}`, region: 'eu' },
  ...{ resolvedAt: null, acknowledgement: null, snoozedUntil: null, inhibitedBy: [] },
}));
const flags = { begun: true, raised: false, rearmed: false, merged: false, seeding: false, told: null };

const setUp = new Set(['slack', 'email']);
const rules = createDeliveryRules({
  settings: aDelivery({ routes }),
  general: { minSeverity: 'high', deduplicationMs: 900_000, repeatMs: null, remindMs: null },
  timeZone: 'UTC',
  firstSetUp: (line) => line.find((name) => setUp.has(name)) ?? null,
  isSetUp: (name) => setUp.has(name),
  hearsAcknowledgements: () => false,
});
const { mutedBy } = compileSilences(silences);

/** All alerts once; how many decisions that were, one for each alert and receiver. */
function decideAll(): number {
  const at = rules.at(now);
  let decisions = 0;
  for (const alert of alerts) {
    const judged: NotificationCase['alert'] = { ...alert, silencedBy: mutedBy(alert) };
    for (const target of at.targets(alert)) {
      decideNotification({ ...flags, alert: judged }, at.policy(target.receiver, target), now);
      decisions++;
    }
  }
  return decisions;
}

const tried = routes.routes.map(({ matchers }) => compileMatchers(matchers));
const triedSilences = silences.map(({ matchers }) => compileMatchers(matchers));
/** The same without index and memory: every route and every silence is asked. */
function askEach(): number {
  let matched = 0;
  for (const alert of alerts.slice(0, alertCount / 10)) {
    for (const matches of tried) if (matches(alert)) matched++;
    for (const matches of triedSilences) if (matches(alert)) matched++;
  }
  return matched;
}

// Nothing is remembered yet, and nothing compiled.
const coldAt = performance.now();
const coldDecisions = decideAll();
const coldPerSecond = coldDecisions / ((performance.now() - coldAt) / 1000);
const heapBefore = process.memoryUsage().heapUsed;
const startedAt = performance.now();
let decisions = 0;
for (let round = 0; round < rounds; round++) decisions += decideAll();
const perSecond = decisions / ((performance.now() - startedAt) / 1000);
askEach();
const askedAt = performance.now();
askEach();
const alertsPerSecondAsked = alertCount / 10 / ((performance.now() - askedAt) / 1000);
reportFigure('decisions', {
  ...{ alerts: alertCount, silences: silenceCount, routes: routeCount, perSecond, target: 100_000 },
  coldPerSecond,
  timesAskingEach: perSecond / alertsPerSecondAsked,
  heapMb: (process.memoryUsage().heapUsed - heapBefore) / 1e6,
});
