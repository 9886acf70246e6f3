import { placeholder } from './placeholders.ts';

const unixHomes = /(\/(?:home|Users)\/)(?!\[user\])[^/\s"'`:;,<>|()\]]+/g;
/** A name with spaces ends at the next separator; backslashes may be doubled. */
const windowsHomes =
  /([a-z]:[\\/]+(?:users|documents and settings)[\\/]+)(?!\[user\])(?:[^\\/:*?"<>|\r\n]{1,64}(?=[\\/])|[^\\/:*?"<>|\s]+)/gi;
const tildes = /(?<!\w)~[a-z_][\w.-]*(?=\/)/gi;

/** Takes the names of users out of paths. */
export function scrubPaths(text: string): string {
  return text
    .replace(windowsHomes, `$1${placeholder.user}`)
    .replace(unixHomes, `$1${placeholder.user}`)
    .replace(tildes, `~${placeholder.user}`);
}
