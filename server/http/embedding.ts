import type { MiddlewareHandler } from 'hono';

export interface EmbeddingOptions {
  /** Origins whose pages may embed the board; `guard` has refused every other by now. */
  allowedOrigins: readonly string[];
}

const preflightSeconds = 600;

/**
 * Lets pages of allowed origins read answers, with a token that they bring themselves: cookies are not for them, so no
 * credentials are allowed.
 */
export function embedding({ allowedOrigins }: EmbeddingOptions): MiddlewareHandler {
  const allowed = new Set(allowedOrigins);
  return async (context, next) => {
    const origin = context.req.header('origin');
    if (origin === undefined || !allowed.has(origin)) return next();
    const isPreflight = context.req.method === 'OPTIONS' && context.req.header('access-control-request-method');
    if (isPreflight) context.res = new Response(null, { status: 204 });
    else await next();
    const { headers } = context.res;
    headers.set('Access-Control-Allow-Origin', origin);
    headers.append('Vary', 'Origin');
    if (!isPreflight) return;
    headers.set('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
    headers.set('Access-Control-Allow-Headers', 'Authorization, Content-Type, Last-Event-ID');
    headers.set('Access-Control-Max-Age', String(preflightSeconds));
  };
}
