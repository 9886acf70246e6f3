export interface ClickHouseAccess {
  url: string;
  user: string;
  password: string;
}

/** Runs one statement over HTTP, as anybody would with curl, and gives its rows; throws with ClickHouse's own words. */
export async function askClickHouse(
  access: ClickHouseAccess,
  sql: string,
  database = 'default',
): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${access.url}/?database=${database}&default_format=JSONEachRow`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${access.user}:${access.password}`).toString('base64')}` },
    body: sql,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
