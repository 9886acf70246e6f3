import { describe, expect, it } from 'vitest';
import { readQueryOptions } from '../../../../demo/clickhouse/queryOptions.ts';

function read(query: Record<string, string>, headers: Record<string, string> = {}, readOnly = false) {
  const options = readQueryOptions(new URLSearchParams(query), headers, readOnly);
  if ('code' in options) throw new Error(options.text);
  return options;
}

describe('readQueryOptions', () => {
  it('has a format and an id where nothing is said', () => {
    expect(read({})).toMatchObject({ format: 'TabSeparated', database: undefined });
    expect(read({}).queryId).toMatch(/^[0-9a-f]{8}-/);
  });

  it('reads the URL before the headers', () => {
    const headers = { 'x-clickhouse-database': 'b', 'x-clickhouse-format': 'CSV' };
    expect(read({}, headers)).toMatchObject({ database: 'b', format: 'CSV' });
    expect(read({ database: 'a', default_format: 'JSON', query_id: 'q' }, headers)).toMatchObject({
      database: 'a',
      format: 'JSON',
      queryId: 'q',
    });
  });

  it('takes everything for a setting that is not its own', () => {
    const { settings, parameters } = read({
      query: 'SELECT 1',
      user: 'u',
      password: 'p',
      wait_end_of_query: '1',
      param_x: '1',
      max_threads: '2',
      join_use_nulls: '1',
    });
    expect([...settings]).toEqual([
      ['max_threads', '2'],
      ['join_use_nulls', '1'],
    ]);
    expect([...parameters]).toEqual([['x', '1']]);
  });

  it.each([
    [{}, '2'],
    [{ readonly: '0' }, '2'],
    [{ readonly: '1' }, '1'],
    [{ readonly: '2' }, '2'],
  ])('lets a GET change nothing, whatever %j says', (query, readonly) => {
    expect(read(query, {}, true).settings.get('readonly')).toBe(readonly);
  });

  it('takes no format that is no name', () => {
    expect(() => read({ default_format: 'JSON\r\nX: y' })).toThrow('Unknown format');
  });

  it.each(['session_id', 'compress', 'decompress', 'role'])('refuses %s, unless it asks for nothing', (name) => {
    expect(() => read({ [name]: '1' })).toThrow('not supported');
    expect(read({ [name]: '0' }).settings.size).toBe(0);
  });
});
