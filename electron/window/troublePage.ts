/** What can keep the window from showing the UI; each is a sentence at an address of its own. */
const troubles = {
  crashed: {
    title: 'The window kept crashing',
    text: 'It crashed several times within a minute, so it is not opened again by itself.',
    advice: 'If it goes on, restart Watchkeeper; its log, in the data folder, says more.',
  },
  notLoaded: {
    title: 'The page could not be loaded',
    text: 'Watchkeeper could not read the files of its own page.',
    advice: 'If it goes on, install Watchkeeper again; its log, in the data folder, says more.',
  },
  preload: {
    title: 'The page is cut off from Watchkeeper',
    text: 'The part that connects the page to the program did not start, so there would be nothing to show.',
    advice: 'If it goes on, install Watchkeeper again; its log, in the data folder, says more.',
  },
  notBuilt: {
    title: 'The pages are not there',
    text: 'The files of the page are missing from this installation.',
    advice: 'Install Watchkeeper again. Started from its sources, run "npm run build".',
  },
} as const;
export type Trouble = keyof typeof troubles;

const folder = '/trouble/';

export function troublePath(trouble: Trouble): string {
  return `${folder}${trouble}`;
}

/** The trouble that a path stands for. */
export function troubleAt(path: string): Trouble | null {
  const name = path.startsWith(folder) ? path.slice(folder.length) : '';
  return Object.hasOwn(troubles, name) ? (name as Trouble) : null;
}

/** Needs no script, no style sheet and no connection: whatever is broken, this shows. */
export function troublePage(trouble: Trouble): string {
  const { title, text, advice } = troubles[trouble];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="dark light">
<title>Watchkeeper</title>
</head>
<body style="font: 16px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem">
<main>
<h1 style="font-size: 1.25rem">${title}</h1>
<p>${text} <strong>The watch goes on</strong>: alerts are still found, and told wherever they are told.</p>
<p><a href="/">Try again</a></p>
<p>${advice}</p>
</main>
</body>
</html>
`;
}
