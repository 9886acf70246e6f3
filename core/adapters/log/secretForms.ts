/** In other ways of writing, a shorter one would be found in ordinary text. */
const shortestEncoded = 8;
/** A part of an address this long is a key and no name of a folder. */
const shortestKey = 16;

/**
 * The ways in which a secret can stand in a text: as it is, as JSON or an address writes it, in base64 and in hex. Of a
 * secret that is an address, what makes it one by itself too: its path, the keys in it, user and password.
 */
export function secretForms(secret: string): string[] {
  const forms = new Set([secret, secret.trim(), ...partsOfAddress(secret.trim())].flatMap(formsOf));
  return [...forms].sort((one, other) => other.length - one.length);
}

function formsOf(text: string): string[] {
  const whole = text.toWellFormed();
  const plain = [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(whole), encodeURI(whole)];
  if (text.length < shortestEncoded) return plain;
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((before) => insideBase64(bytes, before));
  return [...plain, ...base64, ...base64.map(urlSafe), bytes.toString('hex')];
}

/** Inside of a longer text that was encoded as a whole, what stands before and after decides the ends only. */
function insideBase64(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

const urlSafe = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');

function partsOfAddress(secret: string): string[] {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(secret) ? URL.parse(secret) : null;
  if (url === null) return [];
  const keys = url.pathname.split('/').filter((part) => part.length >= shortestKey);
  const path = url.pathname.slice(1) + url.search;
  return [path, url.username, url.password, decoded(url.password), ...keys].filter(
    (part) => part.length >= shortestEncoded,
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
