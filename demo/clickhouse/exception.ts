/** A ClickHouse exception: its number, its name and its text without both. */
export interface Exception {
  code: number;
  name: string;
  text: string;
}

/** Exceptions that this side raises itself, with the numbers of ClickHouse's `ErrorCodes.cpp`. */
const codes = {
  NOT_IMPLEMENTED: 48,
  SYNTAX_ERROR: 62,
  UNKNOWN_FORMAT: 73,
  UNKNOWN_TYPE_OF_QUERY: 78,
  QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING: 216,
  QUERY_IS_TOO_LARGE: 229,
  ZLIB_INFLATE_FAILED: 354,
  INTO_OUTFILE_NOT_ALLOWED: 358,
  QUERY_WAS_CANCELLED: 394,
  AUTHENTICATION_FAILED: 516,
  UNKNOWN_EXCEPTION: 1002,
} as const;

export function exception(name: keyof typeof codes, text: string): Exception {
  return { code: codes[name], name, text };
}

/**
 * Reads the message of a failed chDB call, such as `Code: 60. DB::Exception: Table a.b does not exist. (UNKNOWN_TABLE)`.
 * The embedded client wraps some errors in themselves once or twice, so the innermost code and text count.
 */
export function parseException(message: string): Exception {
  const wrapped = /(?:Code: \d+\. DB::Exception: )*Code: (\d+)\. DB::Exception: ([\s\S]*)$/.exec(message);
  if (wrapped === null) return exception('UNKNOWN_EXCEPTION', message);
  const suffix = /(?:\.? \(([A-Z][A-Z0-9_]{2,})\)(?: \(version [^()]*\))?)+\s*\.?\s*$/;
  const text = wrapped[2] ?? '';
  return {
    code: Number(wrapped[1]),
    name: suffix.exec(text)?.[1] ?? 'UNKNOWN_EXCEPTION',
    text: withoutUploadTraces(text.replace(suffix, '')),
  };
}

/** The answer's body, in the shape that clients parse. */
export function formatException({ code, name, text }: Exception, version: string): string {
  const ending = text.endsWith('.') ? text.slice(0, -1) : text;
  return `Code: ${code}. DB::Exception: ${ending}. (${name}) (version ${version} (official build))\n`;
}

/** Rows of an INSERT reach the engine through a file of ours; people who sent them over HTTP know of no file. */
function withoutUploadTraces(text: string): string {
  return text
    .replace(/: \(in file\/uri [^)]*\)/, '')
    .replace(': While executing File: data for INSERT was parsed from file', ': data for INSERT was parsed from query');
}
