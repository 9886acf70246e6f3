import type { InputProblem } from '../issueSentence.ts';
import { isTimeZone } from '../localTime.ts';
import type { DeliverySettings } from './deliverySettings.ts';
import type { Matcher } from './matcher.ts';
import type { Route } from './route.ts';

/** The receivers that secrets, settings or the environment make by themselves. */
const builtInReceivers = [
  'slack-critical',
  'slack-revenue',
  'slack-technical',
  'slack',
  'slack-bot',
  'slack-users',
  'pagerduty',
  'email',
] as const;

/** Those that show pop-ups; they are told beside the routes. */
const faces = ['desktop', 'browser'];

/** Receivers that are told of single alerts, and can be sent no summary. */
export function alertsOnly({ receivers }: Pick<DeliverySettings, 'receivers'>): Set<string> {
  return new Set(['pagerduty', ...receivers.filter(({ kind }) => kind === 'pagerDuty').map(({ name }) => name)]);
}

/** What must fit together in the settings of delivery; paths begin with `delivery`. */
export function deliveryProblems(delivery: DeliverySettings): InputProblem[] {
  const { receivers, times, escalations, inhibitions, options, summaries } = delivery;
  const names = receivers.map(({ name }) => name);
  const known = new Set<string>([...builtInReceivers, ...names]);
  const timeNames = new Set(times.map(({ name }) => name));
  const policies = new Set(escalations.map(({ name }) => name));
  const problem = (path: string, message: string): InputProblem => ({ path: `delivery.${path}`, message });
  const unknown = (path: string, list: readonly string[], all: ReadonlySet<string>, what: string) =>
    list.flatMap((name, index) =>
      all.has(name) ? [] : [problem(`${path}.${index}`, `names ${what} ${name}, which does not exist`)],
    );
  const zone = (path: string, timeZone: string) =>
    timeZone === '' || isTimeZone(timeZone) ? [] : [problem(path, 'must be a time zone such as Europe/Berlin')];
  const twice = (path: string, list: readonly string[]) =>
    list.flatMap((name, index) =>
      list.indexOf(name) < index ? [problem(`${path}.${index}.name`, `is there twice: ${name}`)] : [],
    );

  function ofRoute(route: Route, path: string): InputProblem[] {
    const { escalation } = route;
    return [
      ...unknown(`${path}.receivers`, route.receivers, known, 'the receiver'),
      ...unknown(`${path}.activeTimes`, route.activeTimes, timeNames, 'the times'),
      ...unknown(`${path}.muteTimes`, route.muteTimes, timeNames, 'the times'),
      ...(escalation === null || escalation === '' || policies.has(escalation)
        ? []
        : [problem(`${path}.escalation`, `names the escalation ${escalation}, which does not exist`)]),
      ...route.routes.flatMap((child, index) => ofRoute(child, `${path}.routes.${index}`)),
    ];
  }

  const reserved = new Set<string>([...builtInReceivers, ...faces]);
  return [
    ...twice('receivers', names),
    ...names.flatMap((name, index) =>
      reserved.has(name)
        ? [problem(`receivers.${index}.name`, `must not be ${name}, which is a built-in receiver`)]
        : [],
    ),
    ...(delivery.routes === null ? [] : ofRoute(delivery.routes, 'routes')),
    ...twice('times', [...times.map(({ name }) => name)]),
    ...times.flatMap(({ periods }, index) =>
      periods.flatMap(({ timeZone }, at) => zone(`times.${index}.periods.${at}.timeZone`, timeZone)),
    ),
    ...Object.entries(options).flatMap(([name, { quietHours }]) =>
      quietHours.flatMap(({ timeZone }, index) => zone(`options.${name}.quietHours.${index}.timeZone`, timeZone)),
    ),
    ...twice('inhibitions', [...inhibitions.map(({ name }) => name)]),
    ...twice('escalations', [...escalations.map(({ name }) => name)]),
    ...escalations.flatMap(({ steps }, index) =>
      steps.flatMap(({ afterMinutes, receivers: told }, step) => [
        ...unknown(`escalations.${index}.steps.${step}.receivers`, told, known, 'the receiver'),
        ...(step > 0 && afterMinutes <= (steps[step - 1]?.afterMinutes ?? 0)
          ? [problem(`escalations.${index}.steps.${step}.afterMinutes`, 'must be later than the step before it')]
          : []),
      ]),
    ),
    ...(['daily', 'weekly'] as const).flatMap((which) => {
      const { enabled, receiver, timeZone } = summaries[which];
      return [
        ...(enabled && receiver === ''
          ? [problem(`summaries.${which}.receiver`, 'must name a receiver that it goes to')]
          : []),
        ...(receiver !== '' && !known.has(receiver)
          ? [problem(`summaries.${which}.receiver`, `names the receiver ${receiver}, which does not exist`)]
          : []),
        ...(enabled && alertsOnly(delivery).has(receiver)
          ? [
              problem(
                `summaries.${which}.receiver`,
                `names ${receiver}, which takes single alerts only: choose another`,
              ),
            ]
          : []),
        ...zone(`summaries.${which}.timeZone`, timeZone),
      ];
    }),
  ];
}

/** Every matcher in the settings, with its path. */
export function allMatchers({ routes, inhibitions }: DeliverySettings): { path: string; matcher: Matcher }[] {
  const listed = (path: string, matchers: readonly Matcher[]) =>
    matchers.map((matcher, index) => ({ path: `delivery.${path}.${index}`, matcher }));
  const ofRoute = (route: Route, path: string): { path: string; matcher: Matcher }[] => [
    ...listed(`${path}.matchers`, route.matchers),
    ...route.routes.flatMap((child, index) => ofRoute(child, `${path}.routes.${index}`)),
  ];
  return [
    ...(routes === null ? [] : ofRoute(routes, 'routes')),
    ...inhibitions.flatMap(({ source, target }, index) => [
      ...listed(`inhibitions.${index}.source`, source),
      ...listed(`inhibitions.${index}.target`, target),
    ]),
  ];
}
