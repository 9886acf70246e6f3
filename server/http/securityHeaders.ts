import type { MiddlewareHandler } from 'hono';
import { contentSecurityPolicy, pageHeaders } from '../../shared/pageHeaders.ts';

/** `ancestors`: origins whose pages may show these in a frame. */
export function securityHeaders(ancestors: readonly string[]): MiddlewareHandler {
  const policy = contentSecurityPolicy(ancestors);
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set('Content-Security-Policy', policy);
    for (const [name, value] of Object.entries(pageHeaders)) headers.set(name, value);
    // It knows no lists; browsers that know `frame-ancestors` go by that.
    if (ancestors.length === 0) headers.set('X-Frame-Options', 'DENY');
    if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
}
