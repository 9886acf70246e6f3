type HostChoice =
  | { host: 'browser' | 'desktop'; flags: string[]; problem?: never }
  | { host: null; problem: string; exitCode: number };

export function chooseHost(
  flags: readonly string[],
  here: { runtime: boolean; display: boolean; superuser: boolean },
): HostChoice;

export function surroundings(machine: {
  platform: string;
  env: Record<string, string | undefined>;
  uid: number | undefined;
}): { display: boolean; superuser: boolean };

export function flagsAgain(flags: readonly string[], code: number | null, host: 'browser' | 'desktop'): string[] | null;
