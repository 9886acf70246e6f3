import { isTree } from './settingsPath.ts';

/**
 * What a person chose: the parts of `settings` that differ from `defaults`. Only these are stored, so that a better
 * default of a later version reaches everybody who never touched the value.
 */
export function sparseSettings(settings: object, defaults: object): Record<string, unknown> {
  return (difference(settings, defaults) ?? {}) as Record<string, unknown>;
}

/** The branches of `stored` that `known` has no place for: kept on saving, they may be a newer version's. */
export function unknownSettings(stored: object, known: object): Record<string, unknown> {
  return (strangers(stored, known) ?? {}) as Record<string, unknown>;
}

/** Deep merge; `over` wins. */
export function mergedSettings(under: object, over: object): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isTree(below) && isTree(value) ? mergedSettings(below, value) : value;
  }
  return merged;
}

function difference(value: unknown, standard: unknown): unknown {
  if (!isTree(value) || !isTree(standard))
    return JSON.stringify(value) === JSON.stringify(standard) ? undefined : value;
  const entries = Object.entries(value)
    .map(([key, part]) => [key, difference(part, standard[key])] as const)
    .filter(([, part]) => part !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function strangers(value: unknown, known: unknown): unknown {
  if (known === undefined) return value;
  if (!isTree(value) || !isTree(known)) return undefined;
  const entries = Object.entries(value)
    .map(([key, part]) => [key, strangers(part, known[key])] as const)
    .filter(([, part]) => part !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
