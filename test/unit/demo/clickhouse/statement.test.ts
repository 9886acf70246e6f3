import { describe, expect, it } from 'vitest';
import { readStatement } from '../../../../demo/clickhouse/statement.ts';

function rowsOf(sql: string): { sql: string; rows: string } {
  const statement = readStatement(sql);
  if (statement.kind !== 'insertRows') throw new Error(`${sql} is read as ${statement.kind}`);
  return {
    sql: statement.rows.fromFile('uploads/1').replace(/\s+/g, ' ').trim(),
    rows: sql.slice(statement.rows.dataStart),
  };
}

describe('an INSERT with rows', () => {
  it.each([
    ['INSERT INTO t FORMAT CSV\n1,2\n', `INSERT INTO t FROM INFILE 'uploads/1' FORMAT CSV`, '1,2\n'],
    ['insert into t format TSV 1\t2', `insert into t FROM INFILE 'uploads/1' FORMAT TSV`, '1\t2'],
    ['INSERT INTO t FORMAT TSV\n\t2', `INSERT INTO t FROM INFILE 'uploads/1' FORMAT TSV`, '\t2'],
    ['INSERT INTO t FORMAT CSV\r\n1', `INSERT INTO t FROM INFILE 'uploads/1' FORMAT CSV`, '1'],
    ['INSERT INTO t FORMAT CSV', `INSERT INTO t FROM INFILE 'uploads/1' FORMAT CSV`, ''],
    [
      'INSERT INTO TABLE d.t (a, "b c") VALUES (1, 2)',
      `INSERT INTO TABLE d.t (a, "b c") FROM INFILE 'uploads/1' FORMAT Values`,
      ' (1, 2)',
    ],
    [
      'INSERT INTO t SETTINGS a = 1 VALUES (1)',
      `INSERT INTO t FROM INFILE 'uploads/1' SETTINGS a = 1 FORMAT Values`,
      ' (1)',
    ],
    [
      'INSERT INTO t(a) SETTINGS a=1, b=2 FORMAT JSONEachRow {}',
      `INSERT INTO t(a) FROM INFILE 'uploads/1' SETTINGS a=1, b=2 FORMAT JSONEachRow`,
      '{}',
    ],
    [
      "INSERT INTO FUNCTION null('a Int8') VALUES (1)",
      `INSERT INTO FUNCTION null('a Int8') FROM INFILE 'uploads/1' FORMAT Values`,
      ' (1)',
    ],
    ['INSERT INTO values VALUES (1)', `INSERT INTO values FROM INFILE 'uploads/1' FORMAT Values`, ' (1)'],
    ['INSERT INTO format FORMAT CSV\n1', `INSERT INTO format FROM INFILE 'uploads/1' FORMAT CSV`, '1'],
    [
      `INSERT INTO t SELECT upper(x) FROM input('x String') WHERE x != '' FORMAT CSV\na`,
      `INSERT INTO t SELECT upper(x) FROM file('uploads/1', 'CSV', 'x String') WHERE x != ''`,
      'a',
    ],
  ])('%j keeps its rows apart', (text, sql, rows) => {
    expect(rowsOf(text)).toEqual({ sql, rows });
  });

  it('may hold anything in its rows', () => {
    for (const rows of [`1;DROP TABLE t`, `'unclosed`, '/* open', 'SELECT 1 INTO OUTFILE 1', '\0\xff']) {
      expect(rowsOf(`INSERT INTO t FORMAT CSV\n${rows}`).rows).toBe(rows);
    }
  });

  it('counts bytes, not characters', () => {
    const bytes = Buffer.from('INSERT INTO `größe` FORMAT CSV\nä');
    const { rows } = rowsOf(bytes.toString('latin1'));
    expect(Buffer.from(rows, 'latin1').toString()).toBe('ä');
    expect(rowsOf(bytes.toString('latin1')).sql).toContain('größe');
  });
});

describe('other statements', () => {
  it.each([
    ['INSERT INTO t SELECT 1', 'INSERT INTO t SELECT 1'],
    ["INSERT INTO t SELECT * FROM values('a Int8', 1);", `INSERT INTO t SELECT * FROM values('a Int8', 1)`],
    ['INSERT INTO t WITH 1 AS x SELECT x', 'INSERT INTO t WITH 1 AS x SELECT x'],
    ['WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x', 'WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x'],
  ])('%j writes what it selects', (text, sql) => {
    expect(readStatement(text)).toEqual({ kind: 'insertSelect', sql });
  });

  it.each([
    ['SELECT 1', undefined],
    ['SELECT 1 FORMAT JSON', 'JSON'],
    ['SELECT 1 format CSV settings max_threads = 1', 'CSV'],
    ['SELECT 1 FORMAT JSON;', 'JSON'],
    ['SELECT format FROM t', undefined],
    ['SELECT (SELECT 1 FORMAT JSON)', undefined],
    [`SELECT 'FORMAT JSON'`, undefined],
    ['SHOW TABLES FORMAT TSV -- FORMAT JSON', 'TSV'],
    ['CREATE TABLE insert (a Int8) ENGINE = Memory', undefined],
  ])('%j names the format %s', (text, format) => {
    expect(readStatement(text)).toMatchObject({ kind: 'other', format });
  });

  it('lets a client kill by the id it gave', () => {
    expect(readStatement(`KILL QUERY WHERE query_id = 'a' SYNC`)).toMatchObject({
      sql: `KILL QUERY WHERE Settings['log_comment'] = 'a' SYNC`,
    });
  });
});

describe('statements that are refused', () => {
  it.each([
    ['', 'SYNTAX_ERROR'],
    [' -- nothing', 'SYNTAX_ERROR'],
    [';', 'SYNTAX_ERROR'],
    ['SELECT 1; SELECT 2', 'SYNTAX_ERROR'],
    ['INSERT INTO t SELECT 1; DROP TABLE t', 'SYNTAX_ERROR'],
    ['exit', 'SYNTAX_ERROR'],
    ['QUIT;', 'SYNTAX_ERROR'],
    [`SELECT 1 INTO OUTFILE 'x'`, 'INTO_OUTFILE_NOT_ALLOWED'],
    [`SELECT 1 into /**/ outfile 'x' FORMAT CSV`, 'INTO_OUTFILE_NOT_ALLOWED'],
    [`INSERT INTO t FROM INFILE 'x' FORMAT CSV`, 'UNKNOWN_TYPE_OF_QUERY'],
  ])('%j: %s', (text, name) => {
    expect(readStatement(text)).toMatchObject({ kind: 'refused', exception: { name } });
  });
});
