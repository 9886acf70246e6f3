import { placeholder } from './placeholders.ts';
import { isAmountKey, isSecretKey } from './secretKeys.ts';

const privateKeys = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,60}-----|$)/g;
const jsonWebTokens = /eyJ[\w-]{5,}\.[\w-]{2,}(?:\.[\w-]*)*/g;
/** Tokens that say themselves what they are: OpenAI and Stripe, Slack, GitHub, GitLab, AWS, Google, npm, SendGrid, PyPI, Hugging Face. */
const namedTokens =
  /\b(?:[sprk]{2}[-_](?:live_|test_|proj-|ant-)?[\w-]{12,}|xox[a-z]-[\w-]{8,}|xapp-[\w-]{8,}|gh[a-z]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{12,}|A(?:KIA|SIA|ROA)[A-Z0-9]{12,}|AIza[\w-]{20,}|ya29\.[\w-]{12,}|npm_\w{20,}|SG\.[\w-]{12,}\.[\w-]{12,}|pypi-[\w-]{16,}|hf_\w{16,})/g;
/** With a digit, or too long for a word: "basic authentication" is no credential. */
const schemes = /\b(bearer|basic)(\s+)(?=[\w+/.~=-]*\d|[\w+/.~=-]{20})[\w+/.~=-]{6,}/gi;
const cookies =
  /\b((?:set-)?cookies?[\\"']*\s{0,3}(?:=>|[:=])\s{0,3}[\\"']*)(?!\[removed\])(?:[^\s=;,"'\\]+=[^\s;,"'\\]*;?\s{0,3})+/gi;
/** The key and what stands between it and its value. */
const keys =
  /(?<![\w-])((?:api|access|private|secret|session|signing|encryption|auth) (?:keys?|tokens?|id)|[A-Za-z][\w.-]{0,200})\\*["'`]?\s{0,3}(?:=>|[:=])\s{0,3}/gi;
/** In quotes, also within a string of JSON; the end may be cut off. What stands without quotes goes on to the next space. */
const valueAt =
  /"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^'\\]|\\.)*(?:'|\\?$)|(\\+["'])[\s\S]*?(?:\1|$)|(?:(?:bearer|basic|digest|token|negotiate)\s+)?[^\s"']+/iy;

/** Takes keys, tokens, cookies and passwords out of a text. */
export function scrubSecrets(text: string): string {
  const plain = text
    .replace(privateKeys, placeholder.secret)
    .replace(jsonWebTokens, placeholder.token)
    .replace(cookies, `$1${placeholder.secret}`);
  return withoutValues(plain).replace(namedTokens, placeholder.token).replace(schemes, `$1$2${placeholder.secret}`);
}

/** `password=x`, `"api_key": "x"`. Values of other keys are gone through as well: they may hold such pairs. */
function withoutValues(text: string): string {
  let clean = '';
  let done = 0;
  for (const match of text.matchAll(keys)) {
    const [whole, key = ''] = match;
    const start = match.index + whole.length;
    if (match.index < done || !isSecretKey(key)) continue;
    valueAt.lastIndex = start;
    const value = valueAt.exec(text)?.[0];
    if (value === undefined || (isAmountKey(key) && /^["']?\d+\W*$/.test(value))) continue;
    const quote = /^\\*["']/.exec(value)?.[0] ?? '';
    clean += `${text.slice(done, start)}${quote}${placeholder.secret}${quote}`;
    done = start + value.length;
  }
  return clean + text.slice(done);
}
