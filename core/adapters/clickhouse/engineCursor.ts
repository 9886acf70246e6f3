/** What the engine remembers between cycles. */
export interface EngineCursor {
  /** End of the newest window that was judged, ms UTC. */
  judgedUntil: number;
}

export function writeEngineCursor(cursor: EngineCursor): string {
  return JSON.stringify({ judgedUntil: cursor.judgedUntil });
}

/** Null for a cursor that is none, so that the engine begins anew. */
export function readEngineCursor(text: string | null): EngineCursor | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('judgedUntil' in value)) return null;
    const { judgedUntil } = value;
    return typeof judgedUntil === 'number' && Number.isFinite(judgedUntil) ? { judgedUntil } : null;
  } catch {
    return null;
  }
}
