import { net } from 'electron';
import { netErrorCode } from './netError.ts';

/**
 * `fetch` over Chromium's network: with the proxies, the sign-in to them and the certificates that the system knows. Fails
 * with the codes of Node's own, and answers a redirect that is not followed with its status, as that does.
 */
export const systemFetch: typeof globalThis.fetch = async (input, init) => {
  try {
    const response = await net.fetch(input instanceof URL ? input.href : (input as string | Request), {
      ...init,
      // Cookies of the window's pages are none of theirs.
      credentials: 'omit',
      bypassCustomProtocolHandlers: true,
    });
    return response as Response;
  } catch (cause) {
    if (init?.redirect === 'manual' && wasRedirected(cause)) return new Response(null, { status: 302 });
    const code = netErrorCode(cause);
    if (code === null) throw cause;
    throw Object.assign(new TypeError('fetch failed', { cause }), { code });
  }
};

/** Chromium's request ends with this error, and no more, where `fetch` would answer. */
function wasRedirected(cause: unknown): boolean {
  return cause instanceof Error && cause.message === 'Redirect was cancelled';
}
