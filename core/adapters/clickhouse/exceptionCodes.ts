import type { ErrorCode } from '../../../shared/problem.ts';

/** Exception codes of ClickHouse (src/Common/ErrorCodes.cpp) by what they mean for the watch. */
const meanings: Partial<Record<ErrorCode, readonly number[]>> = {
  // UNKNOWN_USER, WRONG_PASSWORD, REQUIRED_PASSWORD, IP_ADDRESS_NOT_ALLOWED, AUTHENTICATION_FAILED
  auth: [192, 193, 194, 195, 516],
  missingDatabase: [81],
  missingTable: [60],
  // THERE_IS_NO_COLUMN, NOT_FOUND_COLUMN_IN_BLOCK, NO_SUCH_COLUMN_IN_TABLE, UNKNOWN_IDENTIFIER
  missingColumn: [8, 10, 16, 47],
  // NOT_IMPLEMENTED (by this table engine), READONLY, DATABASE_ACCESS_DENIED, SUPPORT_IS_DISABLED, QUERY_IS_PROHIBITED,
  // CANNOT_UPDATE_COLUMN, SETTING_CONSTRAINT_VIOLATION, ACCESS_DENIED
  notAllowed: [48, 164, 291, 344, 392, 420, 452, 497],
  // TIMEOUT_EXCEEDED, TOO_SLOW, SOCKET_TIMEOUT
  timeout: [159, 160, 209],
  aborted: [394],
  // QUOTA_EXCEEDED, TOO_MANY_SIMULTANEOUS_QUERIES, MEMORY_LIMIT_EXCEEDED, TOO_MANY_PARTS
  rateLimited: [201, 202, 241, 252],
  // NOT_ENOUGH_SPACE, CANNOT_WRITE_TO_FILE_DESCRIPTOR
  storage: [243, 75],
  // CANNOT_PARSE_TEXT, UNKNOWN_FUNCTION, NUMBER_OF_ARGUMENTS_DOESNT_MATCH, ILLEGAL_TYPE_OF_ARGUMENT, UNKNOWN_TYPE,
  // TYPE_MISMATCH, SYNTAX_ERROR, UNKNOWN_SETTING, NO_COMMON_TYPE, UNKNOWN_QUERY_PARAMETER
  badQuery: [6, 42, 43, 46, 50, 53, 62, 115, 386, 456],
};

const byException = new Map<number, ErrorCode>(
  Object.entries(meanings).flatMap(([code, exceptions]) =>
    exceptions.map((exception): [number, ErrorCode] => [exception, code as ErrorCode]),
  ),
);

export function codeOfException(exception: number): ErrorCode {
  return byException.get(exception) ?? 'unknown';
}

/** The user may not change settings: the same query without any is worth a try. */
export function refusesSettings(exception: number): boolean {
  return exception === 164 || exception === 452 || exception === 115;
}

/** What a server answers that does not know today's SQL or query parameters. */
export function mayBeTooOld(exception: number): boolean {
  return [42, 43, 46, 50, 62, 115, 456].includes(exception);
}
