/** What parts lines or steers a terminal. */
const breaks = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
/** What is not seen, or makes text read other than it is written: marks of direction, joiners, tags, soft hyphens. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;

/** Text from data as one line that says what it seems to say, `maxLength` UTF-16 units at most; what is cut ends in `…`. */
export function plainText(text: string, maxLength: number): string {
  // Far beyond what fits, a megabyte need not be looked at whole.
  const considered = text.slice(0, maxLength * 4);
  const plain = considered.toWellFormed().replace(invisible, '').replace(breaks, ' ').trim();
  if (plain.length <= maxLength && considered.length === text.length) return plain;
  let cut = '';
  for (const character of plain) {
    if (cut.length + character.length > maxLength - 1) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}
