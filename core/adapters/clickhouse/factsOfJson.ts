import type { Fact } from '../../../shared/alert.ts';
import { cleanText } from './cleanText.ts';

const mostFacts = 20;
const longestValue = 300;

/** The entries of a JSON object as facts, deep ones as JSON; anything else, if it is not empty, as one fact called `name`. */
export function factsOfJson(text: string, name: string): Fact[] {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '{}' || trimmed === 'null') return [];
  const object = objectIn(trimmed);
  if (object === null) return [{ name, value: cleanText(trimmed, longestValue) }];
  return Object.entries(object)
    .slice(0, mostFacts)
    .map(([key, value]) => ({
      name: cleanText(key.replaceAll('_', ' '), 60),
      value: cleanText(typeof value === 'string' ? value : JSON.stringify(value), longestValue),
    }))
    .filter((fact) => fact.name !== '' && fact.value !== '');
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
