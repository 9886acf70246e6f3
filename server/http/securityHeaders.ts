import type { MiddlewareHandler } from 'hono';

/**
 * Style attributes are allowed (chart tooltips carry them), style elements and inline scripts are not.
 * Nothing is ever loaded from or sent to another site, and framed only by those that are allowed to.
 */
const contentSecurityPolicy = (ancestors: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors.length === 0 ? "'none'" : ancestors.join(' ')}`,
  ].join('; ');

/** `ancestors`: origins whose pages may show these in a frame. */
export function securityHeaders(ancestors: readonly string[]): MiddlewareHandler {
  const policy = contentSecurityPolicy(ancestors);
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set('Content-Security-Policy', policy);
    headers.set('X-Content-Type-Options', 'nosniff');
    // It knows no lists; browsers that know `frame-ancestors` go by that.
    if (ancestors.length === 0) headers.set('X-Frame-Options', 'DENY');
    // The first page's address carries the token.
    headers.set('Referrer-Policy', 'no-referrer');
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
}
