import { describe, expect, it } from 'vitest';
import { exception, formatException, parseException } from '../../../../demo/clickhouse/exception.ts';
import { httpStatus } from '../../../../demo/clickhouse/httpStatus.ts';

describe('parseException', () => {
  it.each([
    [
      'a plain one',
      'Code: 60. DB::Exception: Table a.b does not exist. (UNKNOWN_TABLE)',
      { code: 60, name: 'UNKNOWN_TABLE', text: 'Table a.b does not exist' },
    ],
    [
      'one before which a word was put',
      'Query failed: Code: 81. DB::Exception: Database x does not exist. (UNKNOWN_DATABASE)',
      { code: 81, name: 'UNKNOWN_DATABASE', text: 'Database x does not exist' },
    ],
    [
      'one wrapped twice in itself',
      `Code: 73. DB::Exception: Code: 73. DB::Exception: Code: 73. DB::Exception: Unknown format Nope. Maybe you meant: ['One']. (UNKNOWN_FORMAT) (version 26.7.2.1). (UNKNOWN_FORMAT) (version 26.7.2.1). (UNKNOWN_FORMAT)`,
      { code: 73, name: 'UNKNOWN_FORMAT', text: `Unknown format Nope. Maybe you meant: ['One']` },
    ],
    [
      'one over several lines, with brackets of its own',
      'Code: 27. DB::Exception: Cannot parse (A) input:\n(at row 2)\n. (CANNOT_PARSE_INPUT_ASSERTION_FAILED)',
      { code: 27, name: 'CANNOT_PARSE_INPUT_ASSERTION_FAILED', text: 'Cannot parse (A) input:\n(at row 2)\n' },
    ],
    ['something else', 'bad alloc', { code: 1002, name: 'UNKNOWN_EXCEPTION', text: 'bad alloc' }],
  ])('reads %s', (_name, message, expected) => {
    expect(parseException(message)).toEqual(expected);
  });

  it('says nothing of the file that held the rows', () => {
    const { text } = parseException(
      'Code: 27. DB::Exception: Cannot parse input: (at row 2)\n: (in file/uri /home/me/uploads/1): While executing ParallelParsingBlockInputFormat: While executing File: data for INSERT was parsed from file. (CANNOT_PARSE_INPUT_ASSERTION_FAILED)',
    );
    expect(text).toBe(
      'Cannot parse input: (at row 2)\n: While executing ParallelParsingBlockInputFormat: data for INSERT was parsed from query',
    );
  });
});

describe('formatException', () => {
  it('gives the shape that clients parse', () => {
    expect(formatException(exception('SYNTAX_ERROR', 'Syntax error'), '26.7')).toBe(
      'Code: 62. DB::Exception: Syntax error. (SYNTAX_ERROR) (version 26.7 (official build))\n',
    );
  });

  it('does not end the text twice', () => {
    expect(formatException(exception('NOT_IMPLEMENTED', 'Over.'), '1')).toContain('Over. (NOT_IMPLEMENTED)');
  });
});

describe('httpStatus', () => {
  it.each([
    ['SYNTAX_ERROR', 400],
    ['CANNOT_PARSE_DATE', 400],
    ['REQUIRED_PASSWORD', 401],
    ['AUTHENTICATION_FAILED', 403],
    ['UNKNOWN_TABLE', 404],
    ['UNKNOWN_SETTING', 404],
    ['TIMEOUT_EXCEEDED', 408],
    ['QUERY_IS_TOO_LARGE', 413],
    ['NOT_IMPLEMENTED', 501],
    ['SOCKET_TIMEOUT', 503],
    ['READONLY', 500],
    ['MEMORY_LIMIT_EXCEEDED', 500],
    ['A_NAME_OF_TOMORROW', 500],
  ])('answers %s with %i', (name, status) => {
    expect(httpStatus(name)).toBe(status);
  });
});
