import { failed, type Result } from '../../shared/problem.ts';
import { netErrorCode } from '../machine/netError.ts';

const dns = new Set(['ENOTFOUND', 'EAI_AGAIN']);
const notThere = new Set(['ERR_UPDATER_CHANNEL_FILE_NOT_FOUND', 'ERR_UPDATER_LATEST_VERSION_NOT_FOUND']);

/** What a failed check means, from its code alone: the texts hold addresses and whole answers. */
export function updateProblem(error: unknown): Extract<Result<never>, { ok: false }> {
  const code = updateErrorCode(error);
  const consequence = 'Watchkeeper stays as it is and looks again tomorrow.';
  if (notThere.has(code)) {
    return failed('badAnswer', `There is no list of releases at the address for updates. ${consequence}`, false);
  }
  if (dns.has(code)) return failed('dns', `The server of updates could not be found by its name. ${consequence}`);
  if (/^(CERT_|ERR_SSL_|ERR_TLS_)/.test(code)) {
    return failed('tls', `The certificate of the server of updates was not accepted. ${consequence}`);
  }
  if (code === 'ETIMEDOUT') return failed('timeout', `The server of updates did not answer in time. ${consequence}`);
  return failed('unreachable', `The server of updates could not be asked${inBrackets(code)}. ${consequence}`);
}

export function updateErrorCode(error: unknown): string {
  const net = netErrorCode(error);
  if (net !== null) return net;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : '';
}

function inBrackets(code: string): string {
  return code === '' ? '' : ` (${code})`;
}
