export interface SqlToken {
  kind: 'word' | 'string' | 'quotedName' | 'other';
  text: string;
  start: number;
  end: number;
  /** How many brackets of any kind are open around it. */
  depth: number;
}

const skipped = /(?:[\s\u200b\ufeff]+|--[^\n]*|#(?:!| )[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;
const word = /[A-Za-z_][A-Za-z0-9_$]*/y;
const number = /\d[\w.]*/y;
const heredoc = /\$([A-Za-z0-9_]*)\$/y;

/** SQL as tokens: just enough of ClickHouse's lexer to tell words from strings, comments and brackets. */
export function sqlTokens(sql: string): SqlToken[] {
  const found: SqlToken[] = [];
  let position = 0;
  let depth = 0;
  while (position < sql.length) {
    skipped.lastIndex = position;
    if (skipped.test(sql)) {
      position = skipped.lastIndex;
      continue;
    }
    const character = sql.charAt(position);
    if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
    const [kind, end] = tokenAt(sql, position, character);
    found.push({ kind, text: sql.slice(position, end), start: position, end, depth });
    if ('([{'.includes(character)) depth += 1;
    position = end;
  }
  return found;
}

function tokenAt(sql: string, position: number, character: string): [SqlToken['kind'], number] {
  if (character === "'") return ['string', endOfQuoted(sql, position, character)];
  if (character === '"' || character === '`') return ['quotedName', endOfQuoted(sql, position, character)];
  const asWord = endOf(word, sql, position);
  if (asWord !== null) return ['word', asWord];
  const asNumber = endOf(number, sql, position);
  if (asNumber !== null) return ['other', asNumber];
  const tag = endOf(heredoc, sql, position);
  if (tag !== null) {
    const mark = sql.slice(position, tag);
    const close = sql.indexOf(mark, tag);
    if (close >= 0) return ['string', close + mark.length];
  }
  return ['other', position + 1];
}

function endOf(pattern: RegExp, sql: string, position: number): number | null {
  pattern.lastIndex = position;
  return pattern.test(sql) ? pattern.lastIndex : null;
}

/** A doubled quote closes and opens again, which comes to the same here. */
function endOfQuoted(sql: string, start: number, quote: string): number {
  for (let position = start + 1; position < sql.length; position += 1) {
    const character = sql[position];
    if (character === '\\') position += 1;
    else if (character === quote) {
      if (sql[position + 1] !== quote) return position + 1;
      position += 1;
    }
  }
  return sql.length;
}
