import { userInfo } from 'node:os';

/** Who acknowledges when nobody says otherwise: the account's name. */
export function personName(): string {
  try {
    return userInfo().username || 'someone';
  } catch {
    // Containers may run under a user id that has no entry in the account database.
    return 'someone';
  }
}
