import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { AccessKey } from './accessKey.ts';
import { type GuardOptions, isSameOrigin } from './guard.ts';
import type { Invitation } from './invitation.ts';
import { refusal } from './refusal.ts';
import { returnPage, signInPage } from './signInPage.ts';

export interface AuthOptions extends Pick<GuardOptions, 'isOwnOrigin'> {
  key: AccessKey;
  /** Cookies know no ports: each Watchkeeper of a machine needs a name of its own. */
  cookieName: () => string;
  /** For the browser that this host opens by itself, if it does. */
  invitation?: Invitation | undefined;
}

/**
 * What browsers fetch without cookies when they install the app: its name and pictures, the same for everybody. All
 * other files ask for the key, though they hold no secrets: nobody else needs them.
 */
const forEverybody = /^\/(manifest\.webmanifest|icons\/[\w-]+\.png)$/;

const monthSeconds = 30 * 24 * 3600;
const noToken =
  'This needs the access token. Open the address that Watchkeeper printed when it started, or send the token as "Authorization: Bearer …".';

/** Lets in a bearer token or the cookie, and trades the token of a page's address, or an invitation, for the cookie. */
export function auth({ key, cookieName, isOwnOrigin, invitation }: AuthOptions): MiddlewareHandler {
  const hasCookie = (context: Context) => key.isCookie(getCookie(context, cookieName()) ?? '');

  /**
   * The cookie is for our own pages. To a browser all ports of a machine and all names of a company are one site, so it
   * sends the cookie along for their pages too, whether they may embed the board or not.
   */
  function asksForItself({ req }: Context): boolean {
    const origin = req.header('origin');
    if (origin !== undefined) return isSameOrigin(origin, req.header('host') ?? '') || isOwnOrigin(origin);
    return !['same-site', 'cross-site'].includes(req.header('sec-fetch-site') ?? '');
  }

  return async (context, next) => {
    const { req } = context;
    const isApi = req.path === '/api' || req.path.startsWith('/api/');
    const reads = req.method === 'GET' || req.method === 'HEAD';

    const token = isApi || !reads ? undefined : req.query('token');
    if (token !== undefined && (key.isToken(token) || invitation?.take(token))) {
      setCookie(context, cookieName(), key.cookieValue, {
        httpOnly: true,
        // Behind a proxy with https; here itself there is none, and a browser would not keep the cookie.
        secure: isOwnOrigin(`https://${req.header('host')}`),
        sameSite: 'Strict',
        path: '/',
        maxAge: monthSeconds,
      });
      return context.redirect(withoutToken(req.url), 303);
    }

    if (reads && forEverybody.test(req.path)) return next();
    const bearer = /^Bearer +(\S+)$/i.exec(req.header('authorization') ?? '')?.[1];
    const mayUseCookie = !isApi || asksForItself(context);
    if (bearer !== undefined ? key.isToken(bearer) : mayUseCookie && hasCookie(context)) return next();
    if (isApi) {
      context.header('WWW-Authenticate', 'Bearer realm="Watchkeeper"');
      return refusal(context, 401, 'UNAUTHORIZED', noToken);
    }
    // A link in Slack or a mail: the browser keeps a strict cookie back on the way in from another site, and sends it
    // once the page asks for itself.
    if (req.header('sec-fetch-site') === 'cross-site' && req.header('sec-fetch-mode') === 'navigate') {
      return context.html(returnPage());
    }
    return context.html(signInPage(), 401);
  };
}

/** Path and other parameters stay; relative, so that a proxy's own name holds. */
function withoutToken(url: string): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete('token');
  const query = searchParams.toString();
  return `/${pathname.replace(/^[/\\]+/, '')}${query === '' ? '' : `?${query}`}`;
}
