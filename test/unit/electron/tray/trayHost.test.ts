import { expect, it, vi } from 'vitest';
import { trayIsShown } from '../../../../electron/tray/trayHost.ts';

/** What each program prints, on a system that has these alone. */
const having = (answers: Record<string, string>) =>
  vi.fn(async (program: string, _args: string[]) => answers[program] ?? null);

it.each([
  [{ gdbus: '(true,)\n' }, true],
  [{ gdbus: '(false,)\n' }, false],
  [{ busctl: 'b true\n' }, true],
  [{ 'dbus-send': '   boolean false' }, false],
  [{ gdbus: '', busctl: 'b false\n' }, false],
  [{}, null],
])('where the programs say %j, the tray is shown: %s', async (answers, shown) => {
  expect(await trayIsShown('linux', having(answers))).toBe(shown);
});

it('Windows and macOS always have one', async () => {
  const ask = having({ gdbus: '(false,)' });
  expect(await trayIsShown('win32', ask)).toBe(true);
  expect(await trayIsShown('darwin', ask)).toBe(true);
  expect(ask).not.toHaveBeenCalled();
});
