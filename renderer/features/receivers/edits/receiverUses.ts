import type { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';
import type { Route } from '../../../../shared/delivery/route.ts';

/** A place that names a receiver, and what is left there without it. */
export type ReceiverUse =
  | { kind: 'route'; path: string[]; left: 'others' | 'those above' | 'nobody' }
  | { kind: 'escalation'; policy: string; step: number; left: 'others' | 'other steps' | 'nobody' }
  | { kind: 'summary'; which: 'daily' | 'weekly' };

/** Every place in the settings that names the receiver; what is built in names none of the person's own. */
export function receiverUses({ routes, escalations, summaries }: DeliverySettings, name: string): ReceiverUse[] {
  const others = (names: readonly string[]) => names.some((each) => each !== name);
  const ofRoute = (route: Route, above: readonly string[], somebodyAbove: boolean): ReceiverUse[] => {
    const path = [...above, route.name];
    const left = others(route.receivers) ? 'others' : somebodyAbove ? 'those above' : 'nobody';
    const used: ReceiverUse[] = route.receivers.includes(name) ? [{ kind: 'route', path, left }] : [];
    const somebody = left === 'others' || somebodyAbove;
    return [...used, ...route.routes.flatMap((child) => ofRoute(child, path, somebody))];
  };
  return [
    ...(routes === null ? [] : ofRoute(routes, [], false)),
    ...escalations.flatMap(({ name: policy, steps }) => {
      const goesOn = steps.some(({ receivers }) => others(receivers));
      return steps.flatMap(({ receivers }, index): ReceiverUse[] => {
        if (!receivers.includes(name)) return [];
        const left = others(receivers) ? 'others' : goesOn ? 'other steps' : 'nobody';
        return [{ kind: 'escalation', policy, step: index + 1, left }];
      });
    }),
    ...(['daily', 'weekly'] as const).flatMap((which): ReceiverUse[] =>
      summaries[which].receiver === name ? [{ kind: 'summary', which }] : [],
    ),
  ];
}

/** `the route All alerts → Shop`. */
export function placeWords(use: ReceiverUse): string {
  if (use.kind === 'route') return `the route “${use.path.join(' → ')}”`;
  return use.kind === 'escalation' ? `step ${use.step} of the escalation “${use.policy}”` : `the ${use.which} summary`;
}

/** What becomes of the place when the receiver is removed, as a sentence. */
export function removalWords(use: ReceiverUse): string {
  const place = placeWords(use);
  if (use.kind === 'summary') return `${capital(place)} is switched off.`;
  if (use.left === 'others') return `${capital(place)} goes on with the others.`;
  if (use.kind === 'escalation') {
    return use.left === 'other steps'
      ? `${capital(place)} is taken out: it has nobody else.`
      : `The escalation “${use.policy}” is taken out: it has nobody else.`;
  }
  return use.left === 'those above'
    ? `${capital(place)} has nobody else: it tells those of the route above it.`
    : `${capital(place)} has nobody else: it tells nobody.`;
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
