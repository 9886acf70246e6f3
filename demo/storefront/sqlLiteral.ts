/** A string literal of ClickHouse: a quote in the value does not end it. */
export function sqlText(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** An array literal of values that are SQL already. */
export function sqlArray(values: readonly (string | number)[]): string {
  return `[${values.join(',')}]`;
}
