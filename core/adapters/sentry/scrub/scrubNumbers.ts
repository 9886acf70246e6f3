import { placeholder } from './placeholders.ts';

const digitRuns = /(?<![\d.])\d(?:[ -]?\d){12,}/g;
const dated = /^\d{2}[-/. ]\d{2}[-/. ]\d{4}/;

/** `+49 171 1234567`, `0044 20 7946 0958` */
const international = /(?<![\w+])(?:\+|00)[1-9](?:[ .\-/()]{0,2}\d){6,14}(?!\d)/g;
/** `(555) 123-4567` */
const northAmerican = /(?<![\d-])(?:1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d-])/g;
/** `020 7946 0958`, `0171/1234567` */
const national = /(?<![\w.,:+-])0\d{1,5}(?:[ /-]\d{2,8}){1,4}(?!\d)/g;

/** Takes card and phone numbers out of a text. */
export function scrubNumbers(text: string): string {
  return text
    .replace(digitRuns, withoutCards)
    .replace(international, placeholder.phone)
    .replace(northAmerican, placeholder.phone)
    .replace(national, (number) => {
      const { length } = number.replace(/\D/g, '');
      return length < 9 || length > 13 || dated.test(number) ? number : placeholder.phone;
    });
}

/** Cards within a run of digits in groups: whole groups that together have 13 to 19 digits (ISO/IEC 7812). */
function withoutCards(run: string): string {
  const groups = run.match(/\d+|\D+/g) ?? [];
  let clean = '';
  for (let start = 0; start < groups.length; ) {
    const end = endOfCard(groups, start);
    clean += end === start ? groups[start] : placeholder.card;
    start = Math.max(end, start + 1);
  }
  return clean;
}

function endOfCard(groups: readonly string[], start: number): number {
  let digits = '';
  let longest = start;
  for (let end = start; end < groups.length && digits.length <= 19; end++) {
    const group = groups[end] ?? '';
    if (/\D/.test(group)) {
      if (end === start) return start;
      continue;
    }
    digits += group;
    if (isCard(digits)) longest = end + 1;
  }
  return longest;
}

/** All networks that people carry cards of begin with 2 to 6; a time in milliseconds begins with 1. */
function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19 || !/^[2-6]/.test(digits)) return false;
  let sum = 0;
  for (const [place, digit] of [...digits].toReversed().entries()) {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
