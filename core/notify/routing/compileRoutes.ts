import { builtInRoutes } from '../../../shared/delivery/builtInRoutes.ts';
import type { Matcher, MatchSubject } from '../../../shared/delivery/matcher.ts';
import type { Route } from '../../../shared/delivery/route.ts';
import { compileMatchers, type Matches } from './compileMatchers.ts';
import type { RouteTarget } from './routeTarget.ts';
import { subjectValue } from './subjectValue.ts';

/** A route that was asked, in the order in which they are. */
export interface AskedRoute {
  /** Names from the root down. */
  path: readonly string[];
  matched: boolean;
  /** The alert goes to its receivers. */
  chosen: boolean;
  /** One sentence. */
  why: string;
  /** Its receivers, the first that is set up is told; none where it is not chosen. */
  line: readonly string[];
}

export interface Routes {
  /** Where an alert goes, in the order of the routes; none where no route with receivers takes it. */
  targets(subject: MatchSubject): readonly RouteTarget[];
  explain(subject: MatchSubject): AskedRoute[];
}

interface Node {
  route: Route;
  matches: Matches;
  target: RouteTarget;
  children: Node[];
}

/** Alerts are of few kinds: what was found for one kind is remembered, for so many of them. */
const remembered = 10_000;

/** Makes the tree ready; null: the built-in one. */
export function compileRoutes(root: Route | null): Routes {
  const tree = nodeOf(root ?? builtInRoutes, null);
  const asksFor = [...namesIn(tree)];
  const known = new Map<string, readonly RouteTarget[]>();
  return {
    targets(subject) {
      const kind = asksFor.map((name) => subjectValue(subject, name)).join('\u0000');
      let targets = known.get(kind);
      if (!targets) {
        targets = targetsUnder(tree, subject);
        if (known.size >= remembered) known.clear();
        known.set(kind, targets);
      }
      return targets;
    },
    explain: (subject) => explainUnder(tree, subject),
  };
}

function nodeOf(route: Route, parent: RouteTarget | null): Node {
  const target: RouteTarget = {
    path: [...(parent?.path ?? []), route.name],
    line: route.receivers.length > 0 ? route.receivers : (parent?.line ?? []),
    groupBy: route.groupBy ?? parent?.groupBy ?? ['type'],
    resolved: route.resolved ?? parent?.resolved ?? null,
    activeTimes: [...(parent?.activeTimes ?? []), ...route.activeTimes],
    muteTimes: [...(parent?.muteTimes ?? []), ...route.muteTimes],
    escalation: route.escalation === null ? (parent?.escalation ?? null) : route.escalation || null,
  };
  const children = route.routes.map((child) => nodeOf(child, target));
  // The root takes everything, whatever it says.
  return { route, matches: parent === null ? () => true : compileMatchers(route.matchers), target, children };
}

function targetsUnder(node: Node, subject: MatchSubject): RouteTarget[] {
  const found: RouteTarget[] = [];
  let isTaken = false;
  for (const child of node.children) {
    if (!child.matches(subject)) continue;
    isTaken = true;
    found.push(...targetsUnder(child, subject));
    if (!child.route.continue) break;
  }
  return isTaken || node.target.line.length === 0 ? found : [node.target];
}

function explainUnder(node: Node, subject: MatchSubject): AskedRoute[] {
  const below: AskedRoute[] = [];
  let takenBy: string | null = null;
  let endedBy: string | null = null;
  for (const child of node.children) {
    const { path } = child.target;
    if (endedBy !== null) {
      below.push({ ...notTaken(path), why: `Not asked: “${endedBy}” took it and does not go on.` });
      continue;
    }
    const missing = child.route.matchers.find((matcher) => !compileMatchers([matcher])(subject));
    if (missing) {
      below.push({ ...notTaken(path), why: `${differenceOf(missing, subject)}.` });
      continue;
    }
    takenBy ??= child.route.name;
    if (!child.route.continue) endedBy = child.route.name;
    below.push(...explainUnder(child, subject));
  }
  return [{ path: node.target.path, matched: true, ...outcomeOf(node, takenBy) }, ...below];
}

const notTaken = (path: readonly string[]) => ({ path, matched: false, chosen: false, line: [] });

function outcomeOf({ target }: Node, takenBy: string | null): Pick<AskedRoute, 'chosen' | 'why' | 'line'> {
  if (takenBy !== null) return { chosen: false, line: [], why: 'It matches, and so does a route below it.' };
  const [first, ...others] = target.line;
  if (first === undefined) return { chosen: false, line: [], why: 'It matches, and names no receiver.' };
  const standIns = others.length === 0 ? '' : `, else ${others.join(', else ')}`;
  return { chosen: true, line: target.line, why: `It matches: told to ${first}${standIns}.` };
}

const relations: Record<Matcher['op'], string> = {
  '=': 'not',
  '!=': 'which is left out as',
  '=~': 'which does not match',
  '!~': 'which is left out by',
};

function differenceOf({ name, op, value }: Matcher, subject: MatchSubject): string {
  const actual = subjectValue(subject, name);
  return `${name} is ${actual === '' ? 'empty' : actual}, ${relations[op]} ${value === '' ? 'empty' : value}`;
}

function namesIn({ route, children }: Node): Set<string> {
  return new Set([...route.matchers.map(({ name }) => name), ...children.flatMap((child) => [...namesIn(child)])]);
}
