import { describe, expect, it } from 'vitest';
import { createDeliveryRules } from '../../../../core/notify/deliveryRules.ts';
import { compileRoutes } from '../../../../core/notify/routing/compileRoutes.ts';
import { simulate } from '../../../../core/notify/simulation/simulate.ts';
import type { Severity } from '../../../../shared/severity.ts';
import { aDelivery } from '../../../support/aDelivery.ts';

const now = Date.parse('2026-03-10T23:00:00.000Z');
const muted = { sentence: 'Silenced by ada until 12:00.', until: now };
const night = { from: '22:00', to: '07:00', timeZone: 'UTC', criticalBreaksThrough: true };

function simulated(severity: Severity, more: { broken?: string[]; muted?: typeof muted; options?: object } = {}) {
  const { broken = [], options = {} } = more;
  const setUp = ['slack-critical', 'slack', 'pagerduty'];
  const settings = aDelivery({ options } as Parameters<typeof aDelivery>[0]);
  const rules = createDeliveryRules({
    ...{ settings, timeZone: 'UTC', isSetUp: (name) => setUp.includes(name), hearsAcknowledgements: () => false },
    general: { minSeverity: 'high', deduplicationMs: 1, repeatMs: null, remindMs: null },
    firstSetUp: (line) => line.find((name) => setUp.includes(name)) ?? null,
  });
  const subject = { severity, type: 'traffic_drop', source: 'engine', labels: {} };
  const receivers = [
    ...setUp.map((name) => ({ name, missing: null, isBroken: broken.includes(name) })),
    { name: 'email', missing: 'The mail server is not set.', isBroken: false },
  ];
  const asked = compileRoutes(null).explain(subject);
  const popUps = { minSeverity: 'high', severities: ['critical', 'high'], deduplicationMs: 1, repeatMs: null } as const;
  const quiet = [
    { until: Date.parse('2026-03-11T07:00:00.000Z'), sparesCritical: true, sentence: 'Quiet until 07:00.' },
  ];
  const faces = [{ name: 'desktop', policy: { ...popUps, quiet } }];
  const { receivers: verdicts, routes } = simulate({
    ...{ subject, asked, rules: rules.at(now), receivers, faces },
    ...{ silencedBy: [], muted: more.muted ?? null },
  });
  const chosen = routes.map(({ path, chosen, why }) => [`route ${path.at(-1)}`, `${chosen}: ${why}`]);
  return Object.fromEntries([...chosen, ...verdicts.map(({ name, outcome, why }) => [name, `${outcome}: ${why}`])]);
}

describe('who would be told', () => {
  it('and who stands in, and why the others are not', () => {
    expect(simulated('critical')).toMatchObject({
      'slack-critical': 'told: Told by the route All alerts → Critical.',
      slack: 'standsIn: Stands in for slack-critical when that is broken.',
      pagerduty: 'told: Told by the route All alerts → PagerDuty.',
      email: 'notTold: The mail server is not set.',
    });
    expect(simulated('high').pagerduty).toBe('notTold: No route leads there for this alert.');
  });

  it('and which route leads to nobody', () => {
    expect(simulated('critical')).toMatchObject({
      'route PagerDuty': 'true: It matches: told to pagerduty.',
      'route E-mail': 'false: It matches, but email is not set up.',
    });
  });

  it('and where pop-ups come, beside the routes', () => {
    expect(simulated('critical').desktop).toBe('told: Pop-ups come beside the routes.');
    expect(simulated('high').desktop).toBe('heldBack: Held back: Quiet until 07:00.');
    expect(simulated('low').desktop).toBe('heldBack: Held back: low is off there.');
    expect(simulated('critical', { muted }).desktop).toBe('heldBack: Held back: Silenced by ada until 12:00.');
  });

  it('when the first in line is broken', () => {
    const verdicts = simulated('critical', { broken: ['slack-critical'] });
    expect(verdicts['slack-critical']).toBe('notTold: It is broken; the next in line is told.');
    expect(verdicts.slack).toBe('told: Told in place of slack-critical, which is broken.');
  });

  it('of what is too mild, silenced, or comes in quiet hours: held back, and until when', () => {
    expect(simulated('low').slack).toBe('heldBack: Held back: low is below its minimum, high.');
    expect(simulated('high', { muted }).slack).toBe('heldBack: Held back: Silenced by ada until 12:00.');
    const options = { slack: { quietHours: [night] }, 'slack-critical': { quietHours: [night] } };
    expect(simulated('high', { options }).slack).toBe('heldBack: Held back: Quiet hours of slack until 11 Mar 07:00.');
    expect(simulated('critical', { options })['slack-critical']).toContain('told:');
  });
});
