import { join } from 'node:path';
import { Hono } from 'hono';
import type { Api } from '../../core/api/createApi.ts';
import type { Log } from '../../core/log.ts';
import { createAccessKey } from './accessKey.ts';
import { apiHandler } from './apiHandler.ts';
import { type AuthOptions, auth } from './auth.ts';
import { embedding } from './embedding.ts';
import { type GuardOptions, guard } from './guard.ts';
import { openApiDocument } from './openApiDocument.ts';
import { refusal } from './refusal.ts';
import { securityHeaders } from './securityHeaders.ts';
import { staticFiles } from './staticFiles.ts';

export interface HttpAppOptions extends GuardOptions, Pick<AuthOptions, 'invitation'> {
  api: Api;
  token: string;
  /** The port that is listened on, known once it listens. */
  port: () => number;
  /** Folder of the built UI; the embeddable element lies in `embed` beside it. */
  pages: string;
  version: string;
  log: Log;
}

/** Everything that is served over HTTP. */
export function createHttpApp(options: HttpAppOptions): Hono {
  const app = new Hono();
  app.use(securityHeaders(options.allowedOrigins));
  app.use(guard(options));
  app.use(embedding(options));
  // The element holds no secret, and a page elsewhere has no cookie to fetch it with.
  // Refused pages may learn that something is here, which they could time anyway, so that they can say what they lack.
  app.get('/embed/here', (context) => context.body(null, 204, { 'Cross-Origin-Resource-Policy': 'cross-origin' }));
  app.get('/embed/*', staticFiles(join(options.pages, '..')));
  const cookieName = () => `watchkeeper_${options.port()}`;
  app.use(auth({ ...options, key: createAccessKey(options.token), cookieName }));
  const api = apiHandler(options.api, () => openApiDocument(options.version, cookieName()));
  app.all('/api', api);
  app.all('/api/*', api);
  app.all('*', staticFiles(options.pages));
  app.onError((error, context) => {
    options.log.error('A request failed because of a bug', { path: context.req.path, error });
    return refusal(
      context,
      500,
      'INTERNAL_SERVER_ERROR',
      'Watchkeeper failed at this request because of a bug of its own; the log says more.',
    );
  });
  return app;
}
