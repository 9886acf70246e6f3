import { pathOf } from '../../routing/route.ts';

/** Where a rule stands open: by its name, a built-in one by its metric. */
export const rulePath = (name: string): string => `${pathOf.rules}?${new URLSearchParams({ rule: name })}`;
