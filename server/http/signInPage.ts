const page = (head: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<title>Watchkeeper</title>
${head}</head>
<body style="font: 16px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem">
${body}</body>
</html>
`;

/** For a browser that has no cookie yet. */
export function signInPage(): string {
  return page(
    '',
    `<main>
<h1 style="font-size: 1.25rem">This browser is not signed in</h1>
<p>Open the address that Watchkeeper printed when it started, the one that ends in <code>?token=…</code>. It is needed once; this browser remembers it for 30 days.</p>
<p>The token is also in the file <code>token</code> of Watchkeeper's data folder, unless it was set as <code>WATCHKEEPER_TOKEN</code>.</p>
</main>
`,
  );
}

/** Asks for the same address again, this time from a page of our own. */
export function returnPage(): string {
  return page('<meta http-equiv="refresh" content="0">\n', '<p>Opening Watchkeeper…</p>\n');
}
