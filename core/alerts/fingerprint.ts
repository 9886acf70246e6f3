/** SHA-256 of UTF-8 text as lower-case hex; injected, so that alerts need no platform. */
export type Sha256 = (text: string) => string;

/**
 * Identity of a thing that can be wrong: type and labels, whatever the source, in any order of labels.
 * 128 bits as 32 hex characters: enough that two things never share one by accident.
 */
export function fingerprintOf(type: string, labels: Record<string, string>, sha256: Sha256): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sha256(JSON.stringify([type, sorted])).slice(0, 32);
}

/** Id of one episode: the same windows replayed give the same alerts. `startsAt`: ms UTC. */
export function alertIdOf(fingerprint: string, startsAt: number, sha256: Sha256): string {
  return sha256(`${fingerprint}|${startsAt}`).slice(0, 16);
}
