/**
 * How a host that ends says to what started it that it is to be started again, and with what. The programs in `build/`
 * know the same numbers; 75 is what sysexits.h calls a failure that is worth another try.
 */
const codes = { asSet: 75, demo: 76, noDemo: 77 };

/** `demo` null: as the settings say. */
export function restartCode(demo: boolean | null): number {
  return demo === null ? codes.asSet : demo ? codes.demo : codes.noDemo;
}

/** Whether what started this process starts it again when it ends so. */
export function isSupervised(env: Record<string, string | undefined>): boolean {
  return env.WATCHKEEPER_SUPERVISED === '1';
}
