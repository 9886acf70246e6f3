/** Ten thousand ids to acknowledge fit in a quarter of this. */
const maxBodyBytes = 1_000_000;

/**
 * The request with its body read, which is `tooLarge` from one megabyte on; HEAD becomes GET. A DELETE without a body
 * has what its address says as one: many clients cannot send a body with it.
 */
export async function wholeRequest(request: Request): Promise<Request | 'tooLarge'> {
  const { url, signal } = request;
  const headers = new Headers(request.headers);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (method === 'GET') return new Request(url, { headers, signal });
  const sent = await readBody(request);
  if (sent === 'tooLarge') return sent;
  const { search, searchParams } = new URL(url);
  if (method === 'DELETE' && sent.length === 0 && search !== '') {
    headers.set('content-type', 'application/json');
    return new Request(url, { method, headers, signal, body: JSON.stringify(Object.fromEntries(searchParams)) });
  }
  return new Request(url, { method, headers, signal, ...(sent.length === 0 ? {} : { body: sent }) });
}

async function readBody(request: Request): Promise<Buffer<ArrayBuffer> | 'tooLarge'> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) return 'tooLarge';
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.length;
    if (bytes > maxBodyBytes) return 'tooLarge';
    parts.push(part);
  }
  return Buffer.concat(parts);
}
