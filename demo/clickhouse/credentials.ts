import { isUtf8 } from 'node:buffer';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Exception, exception } from './exception.ts';

export interface Credentials {
  user: string;
  password: string;
}

/** The name and password of a request, from ClickHouse's headers, Basic authentication or the URL, in that order. */
export function readCredentials(headers: IncomingHttpHeaders, query: URLSearchParams): Credentials | Exception {
  const inHeaders = headers['x-clickhouse-user'] !== undefined || headers['x-clickhouse-key'] !== undefined;
  const inUrl = query.has('user') || query.has('password');
  const authorization = headers.authorization;
  if ([inHeaders, inUrl, authorization !== undefined].filter(Boolean).length > 1) {
    return exception(
      'AUTHENTICATION_FAILED',
      'Invalid authentication: it is not allowed to give credentials in more than one way',
    );
  }
  if (inHeaders) {
    return { user: text(headers['x-clickhouse-user']) ?? 'default', password: text(headers['x-clickhouse-key']) ?? '' };
  }
  if (authorization !== undefined) return readBasic(authorization);
  return { user: query.get('user') ?? 'default', password: query.get('password') ?? '' };
}

/** Gives the exception with which a server answers credentials that are not its own. */
export function checkCredentials(given: Credentials, own: Credentials): Exception | undefined {
  // Both are compared always, and in constant time, so that the answer's delay tells nothing.
  const sameUser = equal(given.user, own.user);
  const samePassword = equal(given.password, own.password);
  if (sameUser && samePassword) return undefined;
  return exception(
    'AUTHENTICATION_FAILED',
    `${given.user}: Authentication failed: password is incorrect, or there is no user with such name.`,
  );
}

function readBasic(authorization: string): Credentials | Exception {
  const encoded = /^Basic +(\S+)$/i.exec(authorization)?.[1];
  if (encoded === undefined) {
    return exception('AUTHENTICATION_FAILED', 'Invalid authentication: only the Basic scheme is supported');
  }
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  const user = colon < 0 ? pair : pair.slice(0, colon);
  return { user: user === '' ? 'default' : user, password: colon < 0 ? '' : pair.slice(colon + 1) };
}

function equal(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

/** Node reads a header as latin1; curl and others send it as UTF-8. */
function text(header: string | string[] | undefined): string | undefined {
  const value = Array.isArray(header) ? header[0] : header;
  if (value === undefined) return undefined;
  const bytes = Buffer.from(value, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : value;
}
