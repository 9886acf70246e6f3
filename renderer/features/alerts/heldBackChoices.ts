import type { AlertFilter } from './alertFilter.ts';

export type HeldBackChoice = 'silenced' | 'notSilenced' | 'snoozed' | 'notSnoozed';
type HeldBackPart = Pick<AlertFilter, 'silenced' | 'snoozed'>;

export const heldBackWords: Record<HeldBackChoice, string> = {
  silenced: 'Silenced',
  notSilenced: 'Not silenced',
  snoozed: 'Snoozed',
  notSnoozed: 'Not snoozed',
};

export function heldBackChoicesOf({ silenced, snoozed }: HeldBackPart): HeldBackChoice[] {
  return [
    ...(silenced === null ? [] : [silenced ? ('silenced' as const) : ('notSilenced' as const)]),
    ...(snoozed === null ? [] : [snoozed ? ('snoozed' as const) : ('notSnoozed' as const)]),
  ];
}

/** What choices mean; of two that exclude each other the one chosen last. */
export function heldBackPartOf(choices: readonly HeldBackChoice[]): HeldBackPart {
  return { silenced: lastOf(choices, 'silenced', 'notSilenced'), snoozed: lastOf(choices, 'snoozed', 'notSnoozed') };
}

function lastOf(choices: readonly HeldBackChoice[], yes: HeldBackChoice, no: HeldBackChoice): boolean | null {
  const chosen = choices.findLast((choice) => choice === yes || choice === no);
  return chosen === undefined ? null : chosen === yes;
}
