import { isAbsolute, join } from 'node:path';
import { identity } from '../identity.ts';

/** Where desktops on Linux look for what they start at login. Relative values of the variable count as not set. */
export function autostartPath(env: Record<string, string | undefined>, homedir: string): string {
  const given = env.XDG_CONFIG_HOME ?? '';
  return join(isAbsolute(given) ? given : join(homedir, '.config'), 'autostart', identity.desktopName);
}

/** The file's content. `program`: the absolute path to start. */
export function autostartEntry(program: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${identity.name}`,
    `Exec=${execWord(program)} --hidden`,
    'Icon=watchkeeper',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Whether a file that is there lets it start: a person's tools switch it off without removing it. */
export function isEnabledEntry(content: string): boolean {
  return !/^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(content);
}

/** One word of an Exec line, as the Desktop Entry Specification wants it: quoted, then escaped as every string value is. */
function execWord(word: string): string {
  const quoted = `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  return quoted.replaceAll('\\', '\\\\');
}
