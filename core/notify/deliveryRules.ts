import type { DeliverySettings } from '../../shared/delivery/deliverySettings.ts';
import type { MatchSubject } from '../../shared/delivery/matcher.ts';
import { nextStart, quietUntil } from '../../shared/delivery/quietPeriods.ts';
import type { ReceiverOptions } from '../../shared/delivery/receiverSettings.ts';
import { timeOfDay, zoneInUse } from '../../shared/localTime.ts';
import { isAtLeast, type Severity } from '../../shared/severity.ts';
import type { NotificationPolicy, QuietTime } from './decideNotification.ts';
import type { Escalation } from './escalation.ts';
import { compileRoutes } from './routing/compileRoutes.ts';
import type { RouteTarget } from './routing/routeTarget.ts';

/** Where an alert goes, with the receiver of the line that is told. */
export interface Target extends RouteTarget {
  receiver: string;
}

/** What the settings say of delivery, at one moment. */
export interface RulesNow {
  /** Each receiver once: the first branch of the routes that leads to it counts. */
  targets(subject: MatchSubject): Target[];
  /** `target` null: the receiver is not told by a route, but as an escalation or because it was told before. */
  policy(receiver: string, target: Target | null): NotificationPolicy;
  /** Null where nobody is left to be told. */
  escalation(targets: readonly Target[], severity: Severity): Escalation | null;
}

export interface DeliveryRules {
  at(now: number): RulesNow;
  /** The mildest severity that any receiver may be told of. */
  mildest: Severity;
}

/** The general settings that receivers go by; times in ms. */
interface GeneralPolicy {
  minSeverity: Severity;
  deduplicationMs: number;
  repeatMs: number | null;
  /** Null: never reminded. */
  remindMs: number | null;
}

export interface DeliveryRulesOptions {
  settings: DeliverySettings;
  general: GeneralPolicy;
  /** IANA name of the zone of the machine that the host runs on. */
  timeZone: string;
  /** The first of a line that is set up, working or not. */
  firstSetUp(line: readonly string[]): string | null;
  isSetUp(receiver: string): boolean;
  hearsAcknowledgements(receiver: string): boolean;
}

const weekMs = 7 * 24 * 3_600_000;

/** Routes, times and options of receivers, made ready for the decisions of a cycle. */
export function createDeliveryRules(options: DeliveryRulesOptions): DeliveryRules {
  const { settings, general, timeZone, firstSetUp, isSetUp, hearsAcknowledgements } = options;
  const routes = compileRoutes(settings.routes);
  const times = new Map(settings.times.map(({ name, periods }) => [name, periods]));
  const zone = zoneInUse('', timeZone);
  const escalations = new Map(
    settings.escalations.map((policy) => {
      const steps = policy.steps.map((step) => ({ ...step, receivers: step.receivers.filter(isSetUp) }));
      return [policy.name, { ...policy, steps: steps.filter(({ receivers }) => receivers.length > 0) }];
    }),
  );
  const optionsOf = (receiver: string): ReceiverOptions | undefined =>
    Object.hasOwn(settings.options, receiver) ? settings.options[receiver] : undefined;

  function targets(subject: MatchSubject): Target[] {
    const byReceiver = new Map<string, Target>();
    for (const target of routes.targets(subject)) {
      const receiver = firstSetUp(target.line);
      if (receiver !== null && !byReceiver.has(receiver)) byReceiver.set(receiver, { ...target, receiver });
    }
    return [...byReceiver.values()];
  }

  function quietTimes(receiver: string, target: Target | null, now: number): QuietTime[] {
    const quiet: QuietTime[] = [];
    const add = (until: number, sparesCritical: boolean, what: string) =>
      quiet.push({ until, sparesCritical, sentence: `${what} until ${timeOfDay(until, now, zone)}.` });
    for (const period of optionsOf(receiver)?.quietHours ?? []) {
      const until = quietUntil([period], timeZone, now);
      if (until !== null) add(until, period.criticalBreaksThrough, `Quiet hours of ${receiver}`);
    }
    for (const name of target?.muteTimes ?? []) {
      const until = quietUntil(times.get(name) ?? [], timeZone, now);
      if (until !== null) add(until, false, `The route is mute in “${name}”`);
    }
    const active = (target?.activeTimes ?? []).map((name) => times.get(name) ?? []);
    if (active.length > 0 && active.every((periods) => quietUntil(periods, timeZone, now) === null)) {
      const starts = active.map((periods) => nextStart(periods, timeZone, now)).filter((at) => at !== null);
      add(starts.length === 0 ? now + weekMs : Math.min(...starts), false, 'The route rests');
    }
    return quiet;
  }

  function policyAt(receiver: string, target: Target | null, now: number): NotificationPolicy {
    const own = optionsOf(receiver);
    const acknowledgements = hearsAcknowledgements(receiver);
    return {
      minSeverity: own?.minSeverity ?? general.minSeverity,
      deduplicationMs: general.deduplicationMs,
      repeatMs: general.repeatMs,
      quiet: quietTimes(receiver, target, now),
      resolved: own?.resolved ?? target?.resolved ?? true,
      endsAtOnce: acknowledgements,
      acknowledgements,
      remindMs: general.remindMs,
    };
  }

  return {
    mildest: [
      general.minSeverity,
      ...Object.values(settings.options).map(({ minSeverity }) => minSeverity),
    ].reduce<Severity>(
      (mildest, severity) => (severity !== null && !isAtLeast(severity, mildest) ? severity : mildest),
      general.minSeverity,
    ),
    at(now) {
      // Times are reckoned once for all alerts of a cycle: the clocks of a zone are slow to read.
      const policies = new Map<string, NotificationPolicy>();
      return {
        targets,
        policy(receiver, target) {
          const key = [
            receiver,
            target?.resolved ?? '',
            target?.muteTimes.join() ?? '',
            target?.activeTimes.join() ?? '',
          ].join('\n');
          let policy = policies.get(key);
          if (!policy) {
            policy = policyAt(receiver, target, now);
            policies.set(key, policy);
          }
          return policy;
        },
        escalation(of, severity) {
          const tells = of.filter((target) =>
            isAtLeast(severity, optionsOf(target.receiver)?.minSeverity ?? general.minSeverity),
          );
          const named = tells.flatMap(({ escalation }) => (escalation ? [escalations.get(escalation)] : []));
          const policies = named.filter((policy) => policy !== undefined && policy.steps.length > 0);
          // Of several the one that is quickest to tell somebody.
          const [first = null] = policies.sort((one, other) => firstStep(one) - firstStep(other));
          return first ?? null;
        },
      };
    },
  };
}

const firstStep = (policy: Escalation | undefined): number =>
  policy?.steps[0]?.afterMinutes ?? Number.POSITIVE_INFINITY;
