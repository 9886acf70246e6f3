import { describe, expect, it } from 'vitest';
import { plainRoute } from '../../../shared/delivery/builtInRoutes.ts';
import { deliveryProblems } from '../../../shared/delivery/deliveryProblems.ts';
import { DeliverySettings } from '../../../shared/delivery/deliverySettings.ts';

const problemsOf = (given: object) =>
  deliveryProblems(DeliverySettings.parse(given)).map(({ path, message }) => `${path} ${message}`);
const webhook = (name: string) => ({ kind: 'webhook', name });

it('the defaults have none', () => {
  expect(problemsOf({})).toEqual([]);
});

describe('names that must fit each other', () => {
  it.each<[string, object, string]>([
    [
      'two receivers of one name',
      { receivers: [webhook('a'), webhook('a')] },
      'delivery.receivers.1.name is there twice: a',
    ],
    [
      'a receiver with the name of a built-in one',
      { receivers: [webhook('slack')] },
      'delivery.receivers.0.name must not be slack, which is a built-in receiver',
    ],
    [
      'a route to a receiver that is not there',
      { routes: plainRoute('All', [], { routes: [plainRoute('A', [], { receivers: ['slack', 'b'] })] }) },
      'delivery.routes.routes.0.receivers.1 names the receiver b, which does not exist',
    ],
    [
      'a route with times that are not there',
      { routes: plainRoute('All', [], { muteTimes: ['night'] }) },
      'delivery.routes.muteTimes.0 names the times night, which does not exist',
    ],
    [
      'a route with an escalation that is not there',
      { routes: plainRoute('All', [], { escalation: 'never' }) },
      'delivery.routes.escalation names the escalation never, which does not exist',
    ],
    [
      'steps that do not grow',
      {
        escalations: [
          {
            name: 'p',
            steps: [
              { afterMinutes: 10, receivers: ['slack'] },
              { afterMinutes: 10, receivers: ['slack'] },
            ],
          },
        ],
      },
      'delivery.escalations.0.steps.1.afterMinutes must be later than the step before it',
    ],
    [
      'a summary for nobody',
      { summaries: { daily: { enabled: true } } },
      'delivery.summaries.daily.receiver must name a receiver that it goes to',
    ],
    [
      'a summary for those that are paged',
      { summaries: { daily: { enabled: true, receiver: 'pagerduty' } } },
      'delivery.summaries.daily.receiver names pagerduty, which takes single alerts only: choose another',
    ],
    [
      'a summary for a pager of one’s own',
      {
        receivers: [{ kind: 'pagerDuty', name: 'duty' }],
        summaries: { weekly: { enabled: true, receiver: 'duty' } },
      },
      'delivery.summaries.weekly.receiver names duty, which takes single alerts only: choose another',
    ],
    [
      'a zone that is none',
      { options: { slack: { quietHours: [{ from: '22:00', to: '07:00', timeZone: 'Mars/Base' }] } } },
      'delivery.options.slack.quietHours.0.timeZone must be a time zone such as Europe/Berlin',
    ],
  ])('%s', (_, given, expected) => {
    expect(problemsOf(given)).toContain(expected);
  });
});
