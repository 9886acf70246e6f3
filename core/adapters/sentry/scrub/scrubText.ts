import { scrubAddresses } from './scrubAddresses.ts';
import { scrubNumbers } from './scrubNumbers.ts';
import { scrubPaths } from './scrubPaths.ts';
import { scrubSecrets } from './scrubSecrets.ts';

/**
 * Takes personal data and secrets out of a text that leaves for a service of others. What it is unsure of it takes out.
 * The same text scrubbed again stays as it is.
 */
export function scrubText(text: string): string {
  let clean = scrubOnce(text);
  // What was taken out may lay bare what stood right beside it.
  for (let round = 1; round < mostRounds; round++) {
    const cleaner = scrubOnce(clean);
    if (cleaner === clean) break;
    clean = cleaner;
  }
  return clean;
}

const mostRounds = 8;

/** Addresses first: what URLs carry is a password as a rule. Numbers last: whatever else has digits is gone by then. */
function scrubOnce(text: string): string {
  return scrubNumbers(scrubPaths(scrubSecrets(scrubAddresses(text))));
}
