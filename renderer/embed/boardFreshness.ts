import type { FreshnessView } from '../features/shell/freshnessView.ts';

export interface BoardSituation {
  host: string;
  refused: boolean;
  /** Of the page that the element is in; `null` as text for a file or a sandbox. */
  pageOrigin: string;
}

/** How far the picture can be trusted, in words for those who look at, or look after, a page of somebody else. */
export function boardFreshness(view: FreshnessView, { host, refused, pageOrigin }: BoardSituation): FreshnessView {
  if (view.watch === 'signedOut') {
    return {
      ...view,
      word: 'Token not accepted',
      reason: `Watchkeeper at ${host} does not accept this board’s token. Whoever looks after this page has to give it the present one.`,
    };
  }
  if (view.watch !== 'disconnected') return view;
  if (!refused) {
    return {
      ...view,
      reason: `Watchkeeper at ${host} does not answer. It may have stopped, or the network is down. What happens now is not shown here.${barrier(host, pageOrigin)}`,
    };
  }
  return { ...view, word: 'Not allowed', reason: refusalWords(host, pageOrigin) };
}

function refusalWords(host: string, pageOrigin: string): string {
  if (pageOrigin === 'null') {
    return `${host} answers, but this page was opened from a file or in a sandbox, and so has no origin that Watchkeeper could allow. Serve it from an address.`;
  }
  return `${host} answers, but not to pages of ${pageOrigin}. Add this origin to WATCHKEEPER_ALLOWED_ORIGINS where Watchkeeper runs, and start it again. If it is there already, Watchkeeper may have stopped behind its proxy.`;
}

/** Browsers do not let a page that came encrypted fetch what does not, this machine itself excepted. */
function barrier(host: string, pageOrigin: string): string {
  const { protocol, hostname } = new URL(host);
  const isThisMachine = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/.test(hostname);
  if (!pageOrigin.startsWith('https:') || protocol !== 'http:' || isThisMachine) return '';
  return ' This page came over https: and may not fetch from http:, so give Watchkeeper an https: address.';
}
