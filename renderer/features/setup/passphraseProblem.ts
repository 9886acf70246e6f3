const shortest = 8;

/** What is wrong with a passphrase as typed, in a sentence; `repeated` null where it is asked for only once. */
export function passphraseProblem(passphrase: string, repeated: string | null): string | null {
  if (passphrase.length < shortest) return `The passphrase has at least ${shortest} characters.`;
  return repeated !== null && repeated !== passphrase ? 'The two are not the same.' : null;
}
