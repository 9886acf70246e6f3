import type { MatchSubject } from '../../../shared/delivery/matcher.ts';
import type { Simulation } from '../../../shared/delivery/simulation.ts';
import { isAtLeast, type Severity } from '../../../shared/severity.ts';
import type { NotificationPolicy } from '../decideNotification.ts';
import type { RulesNow, Target } from '../deliveryRules.ts';
import type { AskedRoute } from '../routing/compileRoutes.ts';

interface SimulatedReceiver {
  name: string;
  /** Null when it is set up; else what is missing, in one sentence. */
  missing: string | null;
  isBroken: boolean;
}

interface SimulationFacts {
  subject: MatchSubject & { severity: Severity };
  asked: readonly AskedRoute[];
  rules: RulesNow;
  receivers: readonly SimulatedReceiver[];
  /** Those that show pop-ups, told beside the routes. */
  faces: readonly { name: string; policy: NotificationPolicy }[];
  /** Ids of the silences that match. */
  silencedBy: readonly string[];
  /** What holds it back from everybody, a silence or an alert that explains it, and until when if that is known, ms UTC. */
  muted: { sentence: string; until: number | null } | null;
}

type Verdict = Simulation['receivers'][number];

const told = (name: string, why: string): Verdict => ({ name, outcome: 'told', why, until: null });

const nobodyOf = (line: readonly string[]): string =>
  line.length === 1 ? `${line[0]} is not set up` : `none of ${line.join(', ')} is set up`;

/** Who would be told of an alert, and why not the others. */
export function simulate({ subject, asked, rules, receivers, faces, silencedBy, muted }: SimulationFacts): Simulation {
  const targets = rules.targets(subject);
  const broken = new Set(receivers.filter(({ isBroken }) => isBroken).map(({ name }) => name));
  const escalation = rules.escalation(targets, subject.severity);
  const [step] = escalation?.steps ?? [];
  return {
    routes: asked.map(({ line, path, ...route }) => ({
      ...{ ...route, path: [...path] },
      ...(route.chosen && !line.some(isSetUp) ? { chosen: false, why: `It matches, but ${nobodyOf(line)}.` } : {}),
    })),
    receivers: [
      ...receivers.map((receiver) => verdictOn(receiver)),
      ...faces.map(({ name, policy }) => hindered(name, policy) ?? told(name, 'Pop-ups come beside the routes.')),
    ],
    silencedBy: [...silencedBy],
    escalation: muted === null && escalation && step ? { policy: escalation.name, ...step } : null,
  };

  function verdictOn({ name, missing }: SimulatedReceiver): Verdict {
    const target = targets.find((candidate) => candidate.receiver === name);
    if (target) return verdictOnTarget(name, target);
    const standsInFor = targets.find(({ line }) => line.includes(name));
    if (missing !== null) return { name, outcome: 'notTold', why: missing, until: null };
    if (!standsInFor) return { name, outcome: 'notTold', why: 'No route leads there for this alert.', until: null };
    const { receiver, line } = standsInFor;
    const takesOver = broken.has(receiver) && line.find((other) => !broken.has(other) && isSetUp(other)) === name;
    return takesOver
      ? { name, outcome: 'told', why: `Told in place of ${receiver}, which is broken.`, until: null }
      : { name, outcome: 'standsIn', why: `Stands in for ${receiver} when that is broken.`, until: null };
  }

  function isSetUp(name: string): boolean {
    return receivers.some((receiver) => receiver.name === name && receiver.missing === null);
  }

  function verdictOnTarget(name: string, target: Target): Verdict {
    const held = hindered(name, rules.policy(name, target));
    if (held) return held;
    if (broken.has(name))
      return { name, outcome: 'notTold', why: 'It is broken; the next in line is told.', until: null };
    return told(name, `Told by the route ${target.path.join(' → ')}.`);
  }

  /** What speaks against telling it there; null: nothing. */
  function hindered(name: string, policy: NotificationPolicy): Verdict | null {
    const heldBack = (why: string, until: number | null = null): Verdict => ({
      ...{ name, outcome: 'heldBack', why },
      until: until === null ? null : new Date(until).toISOString(),
    });
    if (policy.severities?.includes(subject.severity) === false)
      return heldBack(`Held back: ${subject.severity} is off there.`);
    if (!isAtLeast(subject.severity, policy.minSeverity)) {
      return heldBack(`Held back: ${subject.severity} is below its minimum, ${policy.minSeverity}.`);
    }
    if (muted !== null) return heldBack(`Held back: ${muted.sentence}`, muted.until);
    const quiet = (policy.quiet ?? []).filter((time) => subject.severity !== 'critical' || !time.sparesCritical);
    const [longest] = [...quiet].sort((one, other) => other.until - one.until);
    return longest ? heldBack(`Held back: ${longest.sentence}`, longest.until) : null;
  }
}
