import { describe, expect, it } from 'vitest';
import { literal, preparation } from '../../../../demo/clickhouse/preparation.ts';

const nothing = {
  queryId: 'q',
  database: undefined,
  parameters: new Map<string, string>(),
  settings: new Map<string, string>(),
};

describe('preparation', () => {
  it('always names the query', () => {
    expect(preparation(nothing)).toBe(`SET max_query_size = '262144', log_comment = 'q'`);
  });

  it('chooses the database, binds parameters, and sets settings last', () => {
    const all = {
      ...nothing,
      database: 'shop',
      parameters: new Map([['a', '1']]),
      settings: new Map([
        ['readonly', '2'],
        ['max_threads', '1'],
      ]),
    };
    expect(preparation(all)).toBe(
      `USE shop; SET param_a = '1'; SET max_query_size = '262144', readonly = '2', max_threads = '1', log_comment = 'q'`,
    );
  });

  it('lets no name and no value out of its quotes', () => {
    const hostile = `x\`'; DROP TABLE t; --\\`;
    const sql = preparation({
      queryId: hostile,
      database: hostile,
      parameters: new Map([[hostile, hostile]]),
      settings: new Map([[hostile, hostile]]),
    });
    const quotesRemoved = sql.replace(/'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`/gs, '?');
    expect(quotesRemoved).toBe('USE ?; SET ? = ?; SET max_query_size = ?, ? = ?, log_comment = ?');
  });

  it('keeps the comment for itself', () => {
    expect(preparation({ ...nothing, settings: new Map([['log_comment', 'mine']]) })).toBe(
      `SET max_query_size = '262144', log_comment = 'q'`,
    );
  });
});

describe('literal', () => {
  it.each([
    ['', `''`],
    [`it's`, `'it\\'s'`],
    ['a\\', `'a\\\\'`],
    ['a\0b', `'a\\0b'`],
    ['a\nb', `'a\nb'`],
  ])('writes %j as %s', (text, sql) => {
    expect(literal(text)).toBe(sql);
  });
});
