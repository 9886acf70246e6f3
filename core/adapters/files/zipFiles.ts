/** Texts as one zip; `at` is what it says of when they were written, ms UTC. */
export async function zipFiles(files: ReadonlyMap<string, string>, at: number): Promise<Uint8Array<ArrayBuffer>> {
  const { strToU8, zipSync } = await import('fflate');
  const entries = [...files].map(([name, text]) => [name, strToU8(text)] as const);
  return new Uint8Array(zipSync(Object.fromEntries(entries), { mtime: at }));
}
