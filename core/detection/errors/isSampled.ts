/** Whether the thing of this identity belongs to the share `rate` (0 to 1) that is taken: the same answer at any time. */
export function isSampled(identity: string, rate: number): boolean {
  return fractionOf(identity) < rate;
}

/** 0 up to 1. FNV-1a with MurmurHash3's finalizer, so that identities that differ little are far apart. */
function fractionOf(identity: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < identity.length; index++) {
    hash = Math.imul(hash ^ identity.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
