import type { SqlToken } from './sqlTokens.ts';

/** Families of functions by which ClickHouse reads from other machines, or from files and programs of its own machine. */
const reaching =
  /^(url|remote|s3|gcs|oss|cosn|azure|hdfs|file|filesystem|mysql|postgresql|mongodb|redis|sqlite|odbc|jdbc|executable|iceberg|deltalake|hudi|paimon|ytsaurus|arrowflight|arrowstream|input|eval|python|prometheusquery)/i;

/** Ordinary functions whose names begin alike. */
const harmless = /^(urlhash|urlhierarchy|urlpathhierarchy|evaluate\w*)$/i;

/** Table functions that stay within the database. */
const within = new Set(
  'numbers numbers_mt zeros zeros_mt generateSeries generate_series values view viewIfPermitted merge cluster clusterAllReplicas dictionary null primes generateRandom loop format'.split(
    ' ',
  ),
);

/** Ends what FROM began. */
const endsTables = new Set(
  'SELECT WHERE PREWHERE GROUP HAVING ORDER LIMIT UNION EXCEPT INTERSECT ON USING WINDOW QUALIFY OFFSET SETTINGS'.split(
    ' ',
  ),
);

/** What a query reaches for outside the database; null: nothing. Continues a sentence that begins with the field. */
export function reachProblem(tokens: readonly SqlToken[]): string | null {
  /** What stands at each depth of brackets: a SELECT of its own, and whether it names tables just now. */
  const places = [{ isQuery: false, namesTables: false }];
  for (const [index, token] of tokens.entries()) {
    const [previous, next] = [tokens[index - 1], tokens[index + 1]];
    const place = places[token.depth] ?? { isQuery: false, namesTables: false };
    const keyword = token.kind === 'word' ? token.text.toUpperCase() : '';
    if ('([{'.includes(token.text)) places[token.depth + 1] = { isQuery: false, namesTables: false };
    if (keyword === 'SELECT' || (keyword === 'FROM' && previous?.text === '(')) place.isQuery = true;
    // Else it is that of an expression: trim(BOTH 'x' FROM name).
    if (keyword === 'FROM' && place.isQuery) place.namesTables = true;
    else if (keyword === 'JOIN') place.namesTables = !isKeyword(previous, 'ARRAY');
    else if (endsTables.has(keyword)) place.namesTables = false;
    const name = nameOf(token);
    if (name === null) continue;
    const isCall = next?.text === '(';
    if (isCall && reaching.test(name) && !harmless.test(name)) return outside(name);
    const beginsTable = isKeyword(previous, 'FROM') || isKeyword(previous, 'JOIN') || previous?.text === ',';
    if (!place.namesTables || !beginsTable) continue;
    if (isCall && !within.has(name)) return outside(name);
    if (token.kind !== 'word' && name.includes('/')) return outside(name);
    if (token.kind === 'string') return outside(name);
  }
  return null;
}

const outside = (name: string) => `must not read from outside the database: ${name.slice(0, 60)}`;

/** A word or something in quotes, without them. */
function nameOf({ kind, text }: SqlToken): string | null {
  if (kind === 'word') return text;
  return kind === 'other' ? null : text.slice(1, -1);
}

const isKeyword = (token: SqlToken | undefined, keyword: string) =>
  token?.kind === 'word' && token.text.toUpperCase() === keyword;
