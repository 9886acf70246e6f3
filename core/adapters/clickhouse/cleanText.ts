// Line ends become spaces; other control characters, and those that turn the direction of text around, have no business
// in a table cell, a message or a terminal.
const lineEnds = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const invisible =
  /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF\u{E0000}-\u{E007F}]/gu;

/** Text of others made fit to show, at most `maxLength` characters, cut with an ellipsis. */
export function cleanText(text: string, maxLength: number): string {
  const clean = text.replace(lineEnds, ' ').replace(invisible, '').trim();
  const characters = [...clean.slice(0, maxLength * 2)];
  return characters.length <= maxLength && clean.length <= maxLength * 2
    ? clean
    : `${characters.slice(0, maxLength - 1).join('')}…`;
}
