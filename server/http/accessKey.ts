import { createHmac, timingSafeEqual } from 'node:crypto';

/** Tells the one who may come in from everybody else, in a time that says nothing about how close a guess was. */
export interface AccessKey {
  isToken(candidate: string): boolean;
  isCookie(candidate: string): boolean;
  /** What the cookie holds: made from the token, but not the token. */
  readonly cookieValue: string;
}

export function createAccessKey(token: string): AccessKey {
  const digest = (text: string) => createHmac('sha256', token).update(text).digest();
  const cookieValue = digest('cookie').toString('base64url');
  const same = (left: string, right: string) => timingSafeEqual(digest(left), digest(right));
  return {
    isToken: (candidate) => same(candidate, token),
    isCookie: (candidate) => same(candidate, cookieValue),
    cookieValue,
  };
}
