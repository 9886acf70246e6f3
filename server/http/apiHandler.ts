import { OpenAPIHandler } from '@orpc/openapi/fetch';
import type { Handler } from 'hono';
import type { Api } from '../../core/api/createApi.ts';
import { refusal } from './refusal.ts';
import { wholeRequest } from './wholeRequest.ts';

/** Proxies drop connections that are silent for a minute. */
const keepAliveMs = 15_000;

/** The contract as REST and SSE under `/api`. `makeDocument`: the OpenAPI one, on first demand. */
export function apiHandler(api: Api, makeDocument: () => Promise<object>): Handler {
  const handler = new OpenAPIHandler(api, { eventIteratorKeepAliveInterval: keepAliveMs });
  let document: Promise<object> | null = null;

  return async (context) => {
    const { req } = context;
    if (req.path === '/api/openapi.json' && req.method !== 'POST') {
      document ??= makeDocument();
      return context.json(await document);
    }
    const request = await wholeRequest(req.raw);
    if (request === 'tooLarge') {
      // The rest of the body stays unread, so the connection cannot carry another request.
      context.header('Connection', 'close');
      return refusal(context, 413, 'PAYLOAD_TOO_LARGE', 'The request is larger than one megabyte.');
    }
    const { matched, response } = await handler.handle(request, { prefix: '/api' });
    if (!matched) return refusal(context, 404, 'NOT_FOUND', `The API has no ${req.method} ${req.path}.`);
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      response.headers.set('Cache-Control', 'no-store');
      response.headers.set('X-Accel-Buffering', 'no');
    }
    if (req.method !== 'HEAD') return response;
    // A stream behind the headers would go on unread.
    await response.body?.cancel();
    return new Response(null, response);
  };
}
