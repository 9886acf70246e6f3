/** As ClickHouse reads a time into a column of UTC: `2026-03-10 12:00:00.000`. */
export const utc = (at: number): string => new Date(at).toISOString().replace('T', ' ').replace('Z', '');
