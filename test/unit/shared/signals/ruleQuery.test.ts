import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRuleQuery } from '../../../../shared/signals/ruleQuery.ts';

const problemOf = (query: string) => {
  const read = readRuleQuery(query);
  return read.ok ? null : read.problem;
};
const sent = (query: string) => {
  const read = readRuleQuery(query);
  return read.ok ? read.value.sql : null;
};

describe('a query of a rule', () => {
  it.each([
    'SELECT count() FROM events',
    'select 1',
    'WITH t AS (SELECT 1 AS x) SELECT sum(x) AS value FROM t',
    '(SELECT 1) UNION ALL (SELECT 2)',
    '-- how many\n/* DROP TABLE x */ SELECT 1',
    "SELECT 'INSERT; DROP; FORMAT JSON' AS text, 1",
    'SELECT format FROM files',
    'SELECT x AS format FROM t',
    "SELECT format('{}', a), 1 FROM t",
    'SELECT settings FROM t',
    'SELECT sum(a) FROM t, numbers(3) AS n WHERE a IN (1, 2)',
    'SELECT extract(DAY FROM toDate(x)) FROM t',
    "SELECT trim(BOTH ' ' FROM lower(x)) FROM t",
    'SELECT a FROM t ARRAY JOIN arrayMap(x -> x, b) AS c, splitByChar(d)',
    'SELECT 1 FROM (SELECT 2 FROM merge(currentDatabase(), $$^events$$))',
    'SELECT urlHash(x), replaceOne(a, b, c), filter, remote FROM t',
    'SELECT file FROM url',
    'SELECT countIf(url LIKE $$http://%$$) FROM t',
    'SELECT 1 FROM t AS a JOIN u AS b USING (id), v',
  ])('may be %s', (query) => {
    expect(problemOf(query)).toBeNull();
  });

  it.each([
    ['', 'is empty'],
    ['-- nothing', 'is empty'],
    ['INSERT INTO t SELECT 1', 'begins with INSERT'],
    ['WITH 1 AS x INSERT INTO t SELECT x', 'has an INSERT'],
    ['KILL QUERY WHERE 1', 'begins with KILL'],
    ['CREATE TEMPORARY TABLE x (a UInt8)', 'begins with CREATE'],
    ['EXPLAIN SELECT 1', 'begins with EXPLAIN'],
    ['SELECT 1; DROP TABLE t', 'must be one statement'],
    ['SELECT 1; -- x\n; SELECT 2', 'must be one statement'],
    ["SELECT 1 INTO OUTFILE '/tmp/x'", 'INTO OUTFILE'],
    ['SELECT 1 FORMAT CSV', 'must not have a FORMAT'],
    ['SELECT 1\nformat /* x */ CSV;', 'must not have a FORMAT'],
    ['SELECT 1 SETTINGS max_threads = 8', 'must not have SETTINGS'],
    ['SELECT * FROM (SELECT 1 settings `max_execution_time`=0)', 'must not have SETTINGS'],
    ['SELECT {since:DateTime}', 'not {since:DateTime}'],
    ['SELECT {from:String}', 'not {from:String}'],
  ])('must not be %j', (query, problem) => {
    expect(problemOf(query)).toContain(problem);
  });

  it.each([
    "SELECT * FROM url('http://x', CSV)",
    "SELECT * FROM /**/ URL ('http://x', CSV)",
    "SELECT * FROM `file`('/etc/passwd', LineAsString)",
    "SELECT file('/etc/passwd')",
    "SELECT 1 WHERE 'x' IN (SELECT * FROM remote('other', system.one))",
    "SELECT 1 FROM t, s3('http://x')",
    "SELECT 1 FROM t JOIN mysql('h', 'd', 't', 'u', 'p') AS m ON 1",
    "SELECT 1 FROM t CROSS JOIN postgresql('h', 'd', 't', 'u', 'p')",
    "(FROM newThing('x') SELECT 1)",
    "SELECT * FROM newThing('x')",
    "SELECT * FROM remoteSecure('h', d.t)",
    "SELECT * FROM executable('x', TSV, 'a String')",
    "SELECT * FROM icebergS3('x')",
    "SELECT * FROM filesystem('/')",
    "SELECT * FROM '/etc/passwd'",
    'SELECT * FROM `/etc/passwd`',
  ])('must not reach out of the database: %s', (query) => {
    expect(problemOf(query === '' ? query : query.startsWith('(') ? `SELECT 1 FROM ${query}` : query)).toMatch(
      /^must not read from outside the database: /,
    );
  });

  it('is sent without the semicolon and what comes after it', () => {
    expect(sent(' SELECT 1 ; ')).toBe('SELECT 1');
    expect(sent("SELECT ';' -- a; b\n;; -- c")).toBe("SELECT ';' -- a; b");
  });

  it('says which times it asks for', () => {
    const read = readRuleQuery("SELECT 1 WHERE a >= {from:DateTime} AND b < { to : DateTime64(3, 'UTC') }");
    expect(read.ok && read.value.times).toEqual([
      { name: 'from', type: 'DateTime' },
      { name: 'to', type: "DateTime64(3,'UTC')" },
    ]);
  });

  it('may be any text: what comes of it is an answer or a problem', () => {
    const pieces = fc.constantFrom(
      ...'SELECT FROM ( ) { } ; , \' " ` -- /* */ $$ url file 1 a : = SETTINGS FORMAT'.split(' '),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((some) => some.join(' ')),
        ),
        (query) => {
          const read = readRuleQuery(query);
          return read.ok ? read.value.sql.length <= query.length : read.problem.length > 0;
        },
      ),
    );
  });
});
