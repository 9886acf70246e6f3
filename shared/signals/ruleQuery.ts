import { reachProblem } from './reachProblem.ts';
import { type SqlToken, sqlTokens } from './sqlTokens.ts';

/** A query of a rule as it is sent: one SELECT, and which times it asks for. */
export interface RuleQuery {
  sql: string;
  /** Names of the time parameters in it, with the types that it gives them. */
  times: readonly { name: 'from' | 'to'; type: string }[];
}

/**
 * What is sent of a query, or why it is not: `problem` continues a sentence that begins with the field. The server's
 * `readonly` keeps it from writing, but lets it change limits and reach out to other machines and files.
 */
export function readRuleQuery(query: string): { ok: true; value: RuleQuery } | { ok: false; problem: string } {
  const all = sqlTokens(query);
  const end = all.findIndex(({ text }) => text === ';');
  const tokens = end < 0 ? all : all.slice(0, end);
  const problem =
    (end >= 0 && all.slice(end).some(({ text }) => text !== ';')
      ? 'must be one statement: there is something after the semicolon'
      : null) ??
    kindProblem(tokens) ??
    clauseProblem(tokens) ??
    reachProblem(tokens);
  if (problem !== null) return { ok: false, problem };
  const times = timesIn(tokens);
  if (typeof times === 'string') return { ok: false, problem: times };
  return { ok: true, value: { sql: query.slice(0, all[end]?.start ?? query.length).trim(), times } };
}

function kindProblem(tokens: readonly SqlToken[]): string | null {
  const first = tokens.find(({ text }) => text !== '(');
  if (first === undefined) return 'must be a SELECT, and is empty';
  if (isWord(first, 'SELECT') || isWord(first, 'WITH')) return null;
  return `must be a SELECT, and begins with ${first.text.slice(0, 20)}`;
}

/** What comes back, and the limits that it runs under, are not the query's to say. */
function clauseProblem(tokens: readonly SqlToken[]): string | null {
  for (const [index, token] of tokens.entries()) {
    const [previous, next, afterNext] = [tokens[index - 1], tokens[index + 1], tokens[index + 2]];
    if (isWord(token, 'OUTFILE') && isWord(previous, 'INTO')) return 'must not write to a file (INTO OUTFILE)';
    if (isWord(token, 'SETTINGS') && isName(next) && afterNext?.text === '=')
      return 'must not have SETTINGS: the limits of a rule are fixed';
    const isLast = afterNext === undefined || isWord(afterNext, 'INTO') || isWord(afterNext, 'SETTINGS');
    if (isWord(token, 'FORMAT') && token.depth === 0 && next?.kind === 'word' && isLast && !isWord(previous, 'AS'))
      return 'must not have a FORMAT: its rows are read as they are';
    if (token.kind === 'word' && previous === undefined && isWord(token, 'WITH') && hasWord(tokens, 'INSERT'))
      return 'must be a SELECT, and has an INSERT';
  }
  return null;
}

function timesIn(tokens: readonly SqlToken[]): RuleQuery['times'] | string {
  const times: { name: 'from' | 'to'; type: string }[] = [];
  for (const [index, token] of tokens.entries()) {
    const [name, colon] = [tokens[index + 1], tokens[index + 2]];
    if (token.text !== '{' || name?.kind !== 'word' || colon?.text !== ':') continue;
    const rest = tokens.slice(index + 3);
    const type = rest
      .slice(
        0,
        rest.findIndex(({ text }) => text === '}'),
      )
      .map(({ text }) => text)
      .join('');
    const isKnown = name.text === 'from' || name.text === 'to';
    if (!isKnown || !/^DateTime(64)?(\([^)]*\))?$/.test(type)) {
      return `knows {from:DateTime} and {to:DateTime} (or DateTime64), and not {${name.text}:${type}}`;
    }
    times.push({ name: name.text as 'from' | 'to', type });
  }
  return times;
}

const isWord = (token: SqlToken | undefined, keyword: string) =>
  token?.kind === 'word' && token.text.toUpperCase() === keyword;

const isName = (token: SqlToken | undefined) => token?.kind === 'word' || token?.kind === 'quotedName';

const hasWord = (tokens: readonly SqlToken[], keyword: string) =>
  tokens.some((token) => token.depth === 0 && isWord(token, keyword));
