import type { MatchSubject } from '../../../shared/delivery/matcher.ts';
import type { Simulation } from '../../../shared/delivery/simulation.ts';
import { isAtLeast, type Severity } from '../../../shared/severity.ts';
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
  /** Ids of the silences that match. */
  silencedBy: readonly string[];
}

type Verdict = Simulation['receivers'][number];

/** Who would be told of an alert, and why not the others. */
export function simulate({ subject, asked, rules, receivers, silencedBy }: SimulationFacts): Simulation {
  const targets = rules.targets(subject);
  const broken = new Set(receivers.filter(({ isBroken }) => isBroken).map(({ name }) => name));
  const escalation = rules.escalation(targets, subject.severity);
  const [step] = escalation?.steps ?? [];
  return {
    routes: asked.map((route) => ({ ...route, path: [...route.path] })),
    receivers: receivers.map((receiver) => verdictOn(receiver)),
    silencedBy: [...silencedBy],
    escalation: escalation && step ? { policy: escalation.name, ...step } : null,
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
    const policy = rules.policy(name, target);
    const heldBack = (why: string, until: number | null = null): Verdict => ({
      ...{ name, outcome: 'heldBack', why },
      until: until === null ? null : new Date(until).toISOString(),
    });
    if (!isAtLeast(subject.severity, policy.minSeverity)) {
      return heldBack(`Held back: ${subject.severity} is below its minimum, ${policy.minSeverity}.`);
    }
    if (silencedBy.length > 0) return heldBack('Held back: a silence matches.');
    const quiet = (policy.quiet ?? []).filter((time) => subject.severity !== 'critical' || !time.sparesCritical);
    const [longest] = [...quiet].sort((one, other) => other.until - one.until);
    if (longest) return heldBack(`Held back: ${longest.sentence}`, longest.until);
    if (broken.has(name))
      return { name, outcome: 'notTold', why: 'It is broken; the next in line is told.', until: null };
    return { name, outcome: 'told', why: `Told by the route ${target.path.join(' → ')}.`, until: null };
  }
}
