import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** An error in the form of the API's own: `{ defined, code, status, message }`. */
export function refusal(context: Context, status: ContentfulStatusCode, code: string, message: string): Response {
  return context.json({ defined: false, code, status, message }, status);
}
