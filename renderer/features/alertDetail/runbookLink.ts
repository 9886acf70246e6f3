/** The runbook's address when it may be opened: https only, since alerts come from tables that others write. */
export function runbookLink(runbookUrl: string | null): string | null {
  if (!runbookUrl) return null;
  try {
    const url = new URL(runbookUrl);
    return url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
