const patienceMs = 5000;

/**
 * Whether anything answers at the host. A refused page cannot tell a refusal from a host that is gone, since browsers
 * show it neither; this address alone may be asked by any page, and its answer holds nothing.
 */
export async function isThere(host: string, signal: AbortSignal): Promise<boolean> {
  try {
    await fetch(new URL('/embed/here', host), {
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
    return true;
  } catch {
    return false;
  }
}
