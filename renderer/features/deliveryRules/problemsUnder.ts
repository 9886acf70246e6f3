/** What is wrong at and below a path, by what follows the path; what is wrong at the path itself by the empty text. */
export function problemsUnder(problems: Readonly<Record<string, string>>, path: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(problems).flatMap(([at, message]) => {
      if (at === path) return [['', message]];
      return at.startsWith(`${path}.`) ? [[at.slice(path.length + 1), message]] : [];
    }),
  );
}
