/** Labels as a reader tells things apart by them: `platform = ios, region = eu`. */
export function labelWords(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}
