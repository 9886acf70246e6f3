/** `region=eu, team=shop` as labels; null where a part of it is no `name=value`. */
export function readLabels(text: string): Record<string, string> | null {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const labels = parts.map((part) => /^([^=\s][^=]*)=(.*)$/.exec(part));
  if (labels.some((label) => label === null)) return null;
  return Object.fromEntries(labels.map((label) => [label?.[1]?.trim() ?? '', label?.[2]?.trim() ?? '']));
}
