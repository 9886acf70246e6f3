import type { ErrorCode, Problem } from '../../../shared/problem.ts';
import { codeOfException } from './exceptionCodes.ts';
import type { Failure } from './failure.ts';

/** Whom and what was asked; all of it may be shown. */
export interface Asked {
  /** host:port */
  host: string;
  user: string;
  database: string;
  /** Without the database. */
  table: string | null;
}

/** The oldest ClickHouse whose SQL we rely on (query parameters, best-effort times, short-circuit evaluation). */
export const oldestVersion = '21.9';

/** What a failure means for the watch and what to do next. The exception's text is never passed on: it quotes queries. */
export function problemOf(failure: Failure, asked: Asked): Problem {
  switch (failure.kind) {
    case 'exception':
      return exceptionProblem(failure, asked);
    case 'network':
      return networkProblem(failure.code, asked);
    case 'aborted':
      return failure.deadline
        ? problem(
            'timeout',
            `ClickHouse at ${asked.host} did not answer in time${about(asked)}, so this cycle saw nothing of it. ` +
              'It is asked again at once; if this stays, see what keeps the server busy.',
          )
        : problem('aborted', `The question to ClickHouse at ${asked.host} was stopped before its answer came.`);
    case 'tooOld':
      return problem(
        'tooOld',
        `ClickHouse at ${asked.host} is version ${failure.version}, too old to be watched: ` +
          `${oldestVersion} or newer is needed. Upgrade it, or connect to another server.`,
        false,
      );
    case 'answer':
      return problem(
        'badAnswer',
        `${asked.host} gave ${failure.what}, so this cycle saw nothing of it. Check that the address leads to ` +
          "ClickHouse's HTTP port (usually 8123, or 8443 with https) and not to a proxy's page.",
      );
  }
}

function exceptionProblem(failure: Extract<Failure, { kind: 'exception' }>, asked: Asked): Problem {
  const code = codeOfException(failure.exception);
  const table = asked.table === null ? 'a table' : `table ${asked.database}.${asked.table}`;
  const at = `on ${asked.host}`;
  switch (code) {
    case 'auth':
      return problem(
        code,
        `ClickHouse at ${asked.host} refused user "${asked.user}": the name or password is wrong. ` +
          'Nothing there is watched until it is let in; correct it in Setup → Connection.',
        false,
      );
    case 'missingDatabase':
      return problem(
        code,
        `There is no database ${asked.database} ${at}, so nothing in it is watched. ` +
          'Name the right one in Setup → Connection, or create it there.',
        false,
      );
    case 'missingTable':
      return problem(
        code,
        `There is no ${table} ${at}, so what it would tell is not watched. Create it, or name yours in Setup → Connection.`,
        false,
      );
    case 'missingColumn': {
      const column = columnIn(failure.text);
      return problem(
        code,
        `${column === null ? 'A column' : `Column ${column}`} is missing in ${table} ${at}, so it cannot be watched. ` +
          'Add the column, or name another table in Setup → Connection.',
        false,
      );
    }
    case 'notAllowed':
      return problem(
        code,
        `User "${asked.user}" may not do this with ${table} ${at}, so that part of the watch is missing. ` +
          'Grant it the right, or connect as another user.',
        false,
      );
    case 'timeout':
      return problem(
        code,
        `ClickHouse at ${asked.host} stopped the question${about(asked)} because it took too long, so this cycle saw ` +
          'nothing of it. If this stays, create metric_windows in Setup → Connection, or raise the limit of the user.',
      );
    case 'aborted':
      return problem(code, `Someone stopped the question ${at}; it is asked again.`);
    case 'rateLimited':
      return problem(
        code,
        `ClickHouse at ${asked.host} is overloaded or over its quota (code ${failure.exception}), so this cycle saw ` +
          'nothing of it. It is asked again; if this stays, free memory or raise the quota of the user.',
      );
    case 'storage':
      return problem(
        code,
        `The disk of ClickHouse at ${asked.host} is full or cannot be written (code ${failure.exception}). ` +
          'Free space there; until then nothing new is stored.',
      );
    case 'badQuery':
      return problem(
        code,
        `ClickHouse at ${asked.host} does not understand the question${about(asked)} (code ${failure.exception}), so ` +
          'it is not watched. Check that the columns have the expected types.',
        false,
      );
    default:
      return problem(
        'unknown',
        `ClickHouse at ${asked.host} failed${about(asked)} with code ${failure.exception}, so this cycle saw nothing ` +
          "of it. It is asked again; the server's log says more.",
      );
  }
}

const dnsCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']);

function networkProblem(code: string, asked: Asked): Problem {
  if (dnsCodes.has(code)) {
    return problem(
      'dns',
      `The name of ${asked.host} cannot be resolved, so ClickHouse is not watched. ` +
        'Check the address in Setup → Connection, and the network (VPN).',
    );
  }
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH)/.test(code)) {
    return problem(
      'tls',
      `The secure connection to ${asked.host} failed (${code}), so ClickHouse is not watched. ${tlsAdvice(code)}`,
    );
  }
  if (code.startsWith('HPE_')) {
    return problemOf({ kind: 'answer', what: 'an answer that is not HTTP' }, asked);
  }
  if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') {
    return problemOf({ kind: 'aborted', deadline: true }, asked);
  }
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'Z_BUF_ERROR') {
    return problem(
      'unreachable',
      `The connection to ClickHouse at ${asked.host} was cut in the middle of an answer, so this cycle saw nothing of ` +
        'it. It is asked again; if this stays, look at the server and what stands between.',
    );
  }
  return problem(
    'unreachable',
    `ClickHouse at ${asked.host} cannot be reached (${code}), so nothing there is watched. ` +
      'Check that it runs, the address in Setup → Connection, and the network (VPN, firewall).',
  );
}

/** The certificate, or no encryption at all on the other side. */
function tlsAdvice(code: string): string {
  switch (code) {
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return 'What answers there does not speak https: check that the port is the one for https (usually 8443).';
    case 'CERT_HAS_EXPIRED':
      return 'Its certificate has expired: renew it, and see that the clock of this machine is right.';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return 'Its certificate is for another name: use the name it was made for, or have one made for this.';
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return 'This machine does not trust who issued its certificate: add them to the trusted ones (NODE_EXTRA_CA_CERTS where the browser host runs), or use another certificate.';
    default:
      return 'Check its certificate, and that the port is the one for https.';
  }
}

function about(asked: Asked): string {
  return asked.table === null ? '' : ` about ${asked.database}.${asked.table}`;
}

/** The column that an exception's text names. Only for the sentence: what happened is told by the code. */
function columnIn(text: string): string | null {
  const named = /(?:identifier|columns?):? [`'"]([A-Za-z_][A-Za-z0-9_.]{0,127})/i.exec(text)?.[1];
  return named === undefined ? null : named;
}

function problem(code: ErrorCode, message: string, retryable = true): Problem {
  return { code, retryable, message };
}
