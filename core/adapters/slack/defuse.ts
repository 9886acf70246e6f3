/**
 * Characters that Slack would not show, or that make text read other than it is written: controls, zero-width and
 * bidirectional marks, soft hyphen, variation and tag characters, byte order mark, line and paragraph separators.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;
const wordJoiner = '\u2060';

/**
 * Text from data, made safe for any field of a Slack message: one line, nothing invisible, nothing that pings, links or
 * escapes. `maxLength` is kept by the escaped text, which is what Slack counts; what is cut off ends in an ellipsis.
 */
export function defuse(text: string, maxLength: number): string {
  // Far beyond what fits, a megabyte need not be looked at whole.
  const plain = text
    .slice(0, maxLength * 4)
    .toWellFormed()
    .replace(invisible, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = [...plain];
  const pieces = characters.map((character, index) =>
    defuseCharacter(character, characters[index - 1], characters[index + 1]),
  );
  const whole = pieces.join('');
  if (whole.length <= maxLength && text.length <= maxLength * 4) return whole;
  let cut = '';
  for (const piece of pieces) {
    if (cut.length + piece.length > maxLength - 1) break;
    cut += piece;
  }
  return `${cut.trimEnd()}…`;
}

// A word joiner is not seen, but it ends the pattern that a client would make a mention, a link or an emoji of.
function defuseCharacter(character: string, before: string | undefined, after: string | undefined): string {
  switch (character) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '@':
    case '#':
      return `${character}${wordJoiner}`;
    case ':':
    case '.':
      return after === '/' || isWord(after) ? `${character}${wordJoiner}` : character;
    case '_':
      return isWord(before) && isWord(after) ? character : `${wordJoiner}${character}`;
    case '*':
    case '~':
    case '`':
      return `${wordJoiner}${character}`;
    default:
      return character;
  }
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);
