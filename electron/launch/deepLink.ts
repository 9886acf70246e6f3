import { identity } from '../identity.ts';

/**
 * The whole of a link that may name an alert. Any page or mail can hold a link, so nothing is unescaped, normalised or
 * repaired: what is not letter for letter such a link names nothing.
 */
const alertLink = new RegExp(`^${identity.protocol}://alert/([0-9a-f]{16})$`);

/** The id of the alert that a link leads to; null for every other link. */
export function alertIdOf(link: string): string | null {
  return alertLink.exec(link)?.[1] ?? null;
}

/** Whether something is meant as a link to this application at all, well-formed or not. */
export function isOwnLink(text: string): boolean {
  return text.toLowerCase().startsWith(`${identity.protocol}:`);
}
