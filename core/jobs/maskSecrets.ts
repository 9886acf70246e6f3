const mask = '•••';

/** Names whose values nobody should read. */
const secretName =
  /pass(?:word|wd|phrase|code)|(?:^|[_.-])(?:pass|pwd|pin|auth|jwt|cookie)$|[a-z]Pwd$|secret|token|(?:api|access|private|signing|encryption|account|shared|auth|service|master)[_.-]?key|credential|authori[sz]ation$|session[_.-]?id|dsn$|webhook|connection[_.-]?string/i;
/** Of those, the ones under which a number is a secret, and not a count: `tokens: 512` is none. */
const secretNumber = /pass(?:word|wd|phrase|code)|(?:^|[_.-])(?:pwd|pin)$|secret/i;
/** Counts of what is secret by its name. */
const count = /(?:count|total|used|length|size|limit|seconds|ms|expir\w*|rotated)$|^(?:num|max|min|n)[_.-]/i;

/** What is a secret whatever it is called: tokens of services, keys, passwords in addresses and in settings. */
const secretTexts: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, mask],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, mask],
  [/\b(?:xox[a-z]|xapp)-[\w-]{8,}/g, mask],
  [/\b(?:gh[opsur]|npm|hf)_[A-Za-z0-9]{16,}|\bgithub_pat_\w{16,}|\bglpat-[\w-]{16,}|\bshpat_\w{16,}/g, mask],
  [/\b(?:sk|rk|pk)_(?:live|test)_\w{8,}|\bsk-(?=[A-Za-z_-]*\d)[\w-]{16,}|\bAIza[\w-]{30,}/g, mask],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, mask],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${mask}`],
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]{0,200}):[^\s/]{1,500}@/gi, `$1:${mask}@`],
  [/https:\/\/hooks\.slack\.com\/\S+/g, mask],
  [setting('passw(?:or)?d|passphrase|passcode|pwd|secret', ''), `$1${mask}`],
  // A bare number under these is a count.
  [setting('token|(?:api|access|private|account)[_-]?key', String.raw`(?!\d+(?:[\s,;&}\])]|$))`), `$1${mask}`],
];

/** `name = value`, as settings, addresses and JSON write it; `unless` stands before a value without quotes. */
function setting(names: string, unless: string): RegExp {
  const value = String.raw`(?:"[^"]*"?|'[^']*'?|${unless}[^\s"',;&}\])]+)`;
  return new RegExp(String.raw`([\w.-]{0,60}(?:${names})[\w.-]{0,30}["']?\s{0,3}[=:]\s{0,3})${value}`, 'gi');
}

const deepest = 8;

/** The same with everything masked that looks like a secret, by its name or by itself. */
export function maskSecrets<T>(value: T): T {
  return maskAny(value, null, 0) as T;
}

/** `name`: of the secret that it belongs to; null: of none. */
function maskAny(value: unknown, name: string | null, depth: number): unknown {
  if (typeof value === 'string') return maskText(value, name);
  if (typeof value === 'number' || typeof value === 'bigint') {
    return name !== null && secretNumber.test(name) ? mask : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return mask;
  if (Array.isArray(value)) return value.map((each) => maskAny(each, name, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const isSecret = secretName.test(key) && !count.test(key);
      return [key, maskAny(each, isSecret ? key : name, depth + 1)];
    }),
  );
}

function maskText(text: string, name: string | null): string {
  if (name !== null && text !== '' && (secretNumber.test(name) || !/^[\d.,\s]*$/.test(text))) return mask;
  return secretTexts.reduce((masked, [pattern, instead]) => masked.replace(pattern, instead), text);
}
