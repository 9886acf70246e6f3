import { z } from 'zod';

/** The ClickHouse a password is for: `user` at the server of `url`. */
export interface PasswordPlace {
  url: string;
  user: string;
}

/** As it is stored: the password and where it may be sent. `for` null: typed before there was any address. */
const Bound = z.strictObject({
  password: z.string(),
  for: z.strictObject({ url: z.string(), user: z.string() }).nullable(),
});

export function bindPassword(password: string, { url, user }: PasswordPlace): string {
  return JSON.stringify({ password, for: url === '' ? null : { url, user } } satisfies z.infer<typeof Bound>);
}

/** A stored value that says nothing of a place is a password of the time when they were stored alone. */
export function boundPassword(stored: string): { password: string; place: PasswordPlace | null } {
  try {
    const bound = Bound.safeParse(JSON.parse(stored));
    if (bound.success) return { password: bound.data.password, place: bound.data.for };
  } catch {
    // Not of our making: it is the password itself.
  }
  return { password: stored, place: null };
}

/** The same server as the same user; a path behind the server is still the same server. */
export function isSamePlace(one: PasswordPlace, other: PasswordPlace): boolean {
  return one.user === other.user && serverOf(one.url) === serverOf(other.url);
}

/** Who and where, for people. */
export function placeWords({ url, user }: PasswordPlace): string {
  return `${user} at ${serverOf(url)}`;
}

function serverOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
