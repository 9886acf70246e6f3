/** What a network says that does not reach the place where electron-builder's tools lie. */
const network =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENETDOWN)\b|RequestError|HTTPError|cannot resolve .*status code|fetch failed/;

/** One sentence for electron-builder's output when it failed; all of it is kept in `log`. */
export function packagingProblem(output, log) {
  const failure = /^\s*⨯\s+(.+)$/m.exec(output)?.[1] ?? '';
  if (network.test(output)) {
    const what = /failed to build (\S+)/.exec(output)?.[1];
    return `The tools that make ${what ?? 'the packages'} could not be fetched, so not everything was packaged: check the network; ${log} says more.`;
  }
  const [reason = ''] = failure.split(/\s+(?:failedTask|stackTrace)=/);
  return `The packages could not be made${reason === '' ? '' : ` (${reason.trim().replace(/\.$/, '')})`}: ${log} says more.`;
}
