import { placeholder } from './placeholders.ts';
import { scrubText } from './scrubText.ts';
import { isAmountKey, isPersonalKey, isSecretKey } from './secretKeys.ts';

const deepest = 8;
const mostEntries = 200;

/** Scrubs all texts in a value of JSON, and whatever stands under a key that names a secret or something personal. */
export function scrubValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'number') return scrubNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  if (Array.isArray(value)) return value.slice(0, mostEntries).map((each) => scrubValue(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, mostEntries)
      .map(([key, each]) => [
        scrubText(key),
        isGivenAway(key, each) ? placeholder.secret : scrubValue(each, depth + 1),
      ]),
  );
}

function isGivenAway(key: string, value: unknown): boolean {
  if (value === null || typeof value === 'boolean' || value === '') return false;
  if (typeof value === 'number' && isAmountKey(key)) return false;
  return isSecretKey(key) || isPersonalKey(key);
}

/** Card numbers may be numbers. */
function scrubNumber(value: number): number | string {
  const text = String(value);
  const clean = Number.isSafeInteger(value) ? scrubText(text) : text;
  return clean === text ? value : clean;
}
