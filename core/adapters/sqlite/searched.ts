/** The texts of an alert that a search looks through, as one; lines apart, so that no match spans two of them. */
export function searched(table: '' | 'new.' | 'old.'): string {
  return ['title', 'description', 'type', 'labels'].map((column) => `${table}${column}`).join(' || char(10) || ');
}
