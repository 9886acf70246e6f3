import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMatchers } from '../../../../core/notify/routing/compileMatchers.ts';
import { compileRoutes } from '../../../../core/notify/routing/compileRoutes.ts';
import { plainRoute } from '../../../../shared/delivery/builtInRoutes.ts';
import type { Matcher, MatchSubject } from '../../../../shared/delivery/matcher.ts';
import type { Route } from '../../../../shared/delivery/route.ts';
import { multiChannelRoutes } from '../../../../shared/delivery/routeSets.ts';

const alert = (severity: string, type: string, labels: Record<string, string> = {}): MatchSubject => ({
  ...{ severity, type, labels },
  source: 'engine',
});
const is = (name: string, value: string): Matcher => ({ name, op: '=', value });
const linesOf = (root: Route | null, subject: MatchSubject) =>
  compileRoutes(root)
    .targets(subject)
    .map(({ line }) => line);

describe('a tree of routes', () => {
  const tree = plainRoute('All', [], {
    receivers: ['slack'],
    escalation: 'default',
    muteTimes: ['night'],
    routes: [
      plainRoute('Page', [is('severity', 'critical')], { receivers: ['pagerduty'], continue: true, escalation: '' }),
      plainRoute('Shop', [is('team', 'shop')], {
        groupBy: ['team'],
        muteTimes: ['lunch'],
        routes: [plainRoute('Revenue', [is('type', 'revenue_drop')], { receivers: ['email'], resolved: false })],
      }),
    ],
  });

  it('takes an alert down to the deepest that match, and on to the next where a route says so', () => {
    expect(linesOf(tree, alert('critical', 'revenue_drop', { team: 'shop' }))).toEqual([['pagerduty'], ['email']]);
    expect(linesOf(tree, alert('critical', 'traffic_drop', { team: 'shop' }))).toEqual([['pagerduty'], ['slack']]);
  });

  it('ends where no child matches, and one that goes on is a match', () => {
    expect(linesOf(tree, alert('high', 'traffic_drop'))).toEqual([['slack']]);
    expect(linesOf(tree, alert('critical', 'traffic_drop'))).toEqual([['pagerduty']]);
  });

  it('hands down what a route does not say itself, and adds up its times', () => {
    const [page, revenue] = compileRoutes(tree).targets(alert('critical', 'revenue_drop', { team: 'shop' }));
    expect(page).toMatchObject({ escalation: null, groupBy: ['type'], resolved: null, muteTimes: ['night'] });
    expect(revenue).toEqual({
      path: ['All', 'Shop', 'Revenue'],
      line: ['email'],
      groupBy: ['team'],
      resolved: false,
      activeTimes: [],
      muteTimes: ['night', 'lunch'],
      escalation: 'default',
    });
  });

  it('takes nobody where no receiver is named', () => {
    expect(linesOf(plainRoute('All', []), alert('critical', 'x'))).toEqual([]);
  });

  it('explains every route that was asked', () => {
    const said = compileRoutes(tree)
      .explain(alert('high', 'traffic_drop'))
      .map(({ path, matched, chosen, why }) => [path.at(-1), matched, chosen, why]);
    expect(said).toEqual([
      ['All', true, true, 'It matches: told to slack.'],
      ['Page', false, false, 'severity is high, not critical.'],
      ['Shop', false, false, 'team is empty, not shop.'],
    ]);
  });
});

describe('the built-in routes', () => {
  it.each([
    ['critical', 'revenue_drop', [['pagerduty'], ['email'], ['slack-critical', 'slack-revenue', 'slack-bot', 'slack']]],
    [
      'critical',
      'traffic_drop',
      [['pagerduty'], ['email'], ['slack-critical', 'slack-technical', 'slack-bot', 'slack']],
    ],
    ['high', 'conversion_drop', [['email'], ['slack-revenue', 'slack-bot', 'slack']]],
    ['low', 'anything', [['email'], ['slack-technical', 'slack-bot', 'slack']]],
  ])('of a %s %s lead to whatever is set up', (severity, type, lines) => {
    expect(linesOf(null, alert(severity, type))).toEqual(lines);
  });

  it.each([
    ['critical', 'revenue', [['pagerduty'], ['email'], ['slack-critical', 'slack-revenue', 'slack-bot', 'slack']]],
    ['high', 'conversion', [['email'], ['slack-revenue', 'slack-bot', 'slack']]],
    ['high', 'sessions', [['email'], ['slack-technical', 'slack-bot', 'slack']]],
  ])('of a %s %s that was learned to be otherwise go by what it is about', (severity, metric, lines) => {
    expect(linesOf(null, alert(severity, 'learned_low', { metric }))).toEqual(lines);
  });

  it.each([
    ['high', [['email'], ['slack-technical', 'slack-bot', 'slack']]],
    ['critical', [['pagerduty'], ['email'], ['slack-critical', 'slack-technical', 'slack-bot', 'slack']]],
  ])('of a %s drift of a model go as others do, grouped by model', (severity, lines) => {
    const drift = { ...alert(severity, 'model_drift'), source: 'models' };
    expect(linesOf(null, drift)).toEqual(lines);
    const targets = compileRoutes(null).targets(drift);
    expect(targets.at(-1)?.groupBy).toEqual(['model']);
    expect(targets.slice(0, -1).every(({ groupBy }) => groupBy.join() === 'type,model')).toBe(true);
  });
});

it('three channels keep apart what is critical, what is about data or the platform, and what is about the shop', () => {
  const first = (severity: string, type: string, source = 'engine') =>
    linesOf(multiChannelRoutes, { ...alert(severity, type), source }).at(-1)?.[0];
  expect(first('critical', 'data_quality_issue')).toBe('slack-critical');
  expect(first('high', 'data_quality_issue')).toBe('slack-technical');
  expect(first('high', 'disk_usage_high', 'metrics')).toBe('slack-technical');
  expect(first('high', 'learned_high', 'learning')).toBe('slack-technical');
  expect(first('high', 'revenue_drop')).toBe('slack-revenue');
  expect(first('high', 'learned_low')).toBe('slack-revenue');
});

const names = ['severity', 'type', 'region'] as const;
const matchers = fc.array(
  fc.record({
    name: fc.constantFrom<string>(...names),
    op: fc.constantFrom<Matcher['op']>('=', '!=', '=~', '!~'),
    value: fc.constantFrom('a', 'b', '', 'a|b', '.*'),
  }),
  { maxLength: 2 },
);
const routeOf = (depth: number): fc.Arbitrary<Route> =>
  fc
    .record({
      matchers,
      receivers: fc.subarray(['r1', 'r2', 'r3']),
      continue: fc.boolean(),
      routes: depth === 0 ? fc.constant<Route[]>([]) : fc.array(routeOf(depth - 1), { maxLength: 3 }),
    })
    .map(({ matchers: own, ...rest }) => plainRoute('r', own, rest));

/** The definition, without any index or memory. */
function walk(route: Route, subject: MatchSubject, inherited: readonly string[]): (readonly string[])[] {
  const line = route.receivers.length > 0 ? route.receivers : inherited;
  const found: (readonly string[])[] = [];
  let taken = false;
  for (const child of route.routes) {
    if (!compileMatchers(child.matchers)(subject)) continue;
    taken = true;
    found.push(...walk(child, subject, line));
    if (!child.continue) break;
  }
  return taken || line.length === 0 ? found : [line];
}

it('what is remembered is what a walk through the tree finds, for alert after alert', () => {
  const value = fc.constantFrom('a', 'b', 'c', '');
  const alerts = fc.array(fc.record({ severity: value, type: value, region: value }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(routeOf(2), alerts, (root, all) => {
      const routes = compileRoutes(root);
      for (const { severity, type, region } of [...all, ...all]) {
        const subject = alert(severity, type, { region });
        expect(routes.targets(subject).map(({ line }) => line)).toEqual(walk(root, subject, []));
      }
    }),
    { numRuns: 100 },
  );
});
