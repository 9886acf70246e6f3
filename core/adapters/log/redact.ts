import { secretForms } from './secretForms.ts';

const replacement = '[redacted]';

/** Each pattern keeps its first group, which says what was there. */
const patterns: readonly RegExp[] = [
  // The path of a Slack webhook is its password.
  /(https?:\/\/hooks\.slack(?:-gov)?\.com\/)[^\s"'<>\\]+/gi,
  // user:password@ of any address.
  /([a-z][a-z0-9+.-]*:\/\/)[^\s/"'@]+@/gi,
  // Queries carry tokens and SQL parameters.
  /(https?:\/\/[^\s"'?#\\]+\?)[^\s"'\\]+/gi,
  /(\b(?:bearer|basic)\s+)[a-z0-9+/._~=-]{4,}/gi,
  // password=…, "token": "…", authorization: …
  /((?:pass(?:word|phrase|wd)|secret|token|authorization|cookie|api[_-]?key|webhook(?:_?url)?)\\?["']?\s*[:=]\s*\\?["']?)(?!\[redacted\])[^\s"'\\,;&}]+/gi,
];

/** Shorter values would blot out ordinary words. */
const shortestKnownSecret = 6;

/**
 * Makes a function that takes secrets out of a line of text: what looks like one, and every value of `known`
 * (read anew for each line, so that a secret set while running counts at once), in whatever way it is written.
 */
export function createRedactor(known: () => Iterable<string>): (text: string) => string {
  let knownBefore = '';
  let knownForms: readonly string[] = [];
  return (text) => {
    const values = [...known()].filter((value) => value.length >= shortestKnownSecret);
    const together = values.join('\0');
    if (together !== knownBefore) knownForms = values.flatMap(secretForms);
    knownBefore = together;
    let clean = text;
    for (const form of knownForms) clean = clean.replaceAll(form, replacement);
    for (const pattern of patterns) clean = clean.replace(pattern, `$1${replacement}`);
    return clean;
  };
}
