/** Errors of one kind in one window. Times are ms UTC. */
export interface ErrorGroup {
  component: string;
  operation: string;
  errorType: string;
  /** In the window, and in the one of the same length before it. */
  count: number;
  countBefore: number;
  firstAt: number;
  lastAt: number;
  lastMessage: string;
  /** Of the newest that names one. */
  artifactId: string;
  provider: string;
  model: string;
  promptTokens: number | null;
  completionTokens: number | null;
  cost: number | null;
}

/** How far back errors are counted, ms. */
export const errorWindowMs = 5 * 60_000;

/** Kinds that only differ in what is not shown are one kind to people. */
export function mergeGroups(groups: readonly ErrorGroup[]): ErrorGroup[] {
  const merged = new Map<string, ErrorGroup>();
  for (const group of groups) {
    const key = JSON.stringify([group.component, group.operation, group.errorType]);
    const other = merged.get(key);
    merged.set(key, other === undefined ? group : together(other, group));
  }
  return [...merged.values()];
}

function together(one: ErrorGroup, other: ErrorGroup): ErrorGroup {
  const newer = other.lastAt > one.lastAt ? other : one;
  return {
    ...newer,
    count: one.count + other.count,
    countBefore: one.countBefore + other.countBefore,
    firstAt: Math.min(one.firstAt, other.firstAt),
    promptTokens: sum(one.promptTokens, other.promptTokens),
    completionTokens: sum(one.completionTokens, other.completionTokens),
    cost: sum(one.cost, other.cost),
  };
}

const sum = (one: number | null, other: number | null) => (one === null ? other : one + (other ?? 0));
