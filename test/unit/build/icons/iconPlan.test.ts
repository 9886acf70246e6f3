import { describe, expect, it } from 'vitest';
import { planIcons, planPageIcons } from '../../../../build/icons/iconPlan.ts';
import { badgeView } from '../../../../electron/tray/badgeView.ts';
import { overlayFile, trayIconFile } from '../../../../electron/tray/iconFiles.ts';
import type { TrayFacts } from '../../../../electron/tray/trayFacts.ts';
import { trayIcon } from '../../../../electron/tray/trayIcon.ts';
import { now, someTrayFacts } from '../../electron/tray/someTrayFacts.ts';

const files = new Map(planIcons().map((icon) => [icon.path, icon]));

/** Everything that tray and badges can ever be shown. */
function* allFacts(): Generator<TrayFacts> {
  for (const status of ['starting', 'live', 'late', 'blind'] as const)
    for (const popUpsPausedUntil of [null, '2026-03-10T13:00:00.000Z'])
      for (const severity of ['critical', 'high', 'medium', 'low'] as const)
        for (let count = 0; count <= 11; count++)
          yield someTrayFacts({ health: { status, popUpsPausedUntil }, unacknowledged: { [severity]: count } });
}

describe('the icons that are drawn', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('on %s are all that the tray asks for, and no others', (platform) => {
    const asked = new Set<string>();
    for (const facts of allFacts())
      for (const theme of ['dark', 'light'] as const)
        asked.add(trayIconFile('', trayIcon(facts, now), platform, theme));
    const folder = { linux: 'linux/', win32: 'windows/', darwin: 'mac/' }[platform];
    const drawn = [...files.keys()].filter((path) => path.startsWith(folder) && !path.includes('@2x'));
    expect([...asked].sort()).toEqual(drawn.sort());
  });

  it('are all that the taskbar asks for', () => {
    const asked = [...allFacts()].flatMap((facts) => badgeView(facts, now).overlay?.name ?? []);
    for (const name of new Set(asked)) expect(files.has(overlayFile('', name)), name).toBe(true);
  });

  it('have the sizes that each system wants', () => {
    expect(files.get('linux/dark/critical-3.png')?.sizes).toEqual([22]);
    expect(files.get('linux/dark/critical-3@2x.png')?.sizes).toEqual([44]);
    expect(files.get('windows/light/critical-3.ico')?.sizes).toEqual([16, 20, 24, 32]);
    expect(files.get('mac/liveTemplate.png')?.sizes).toEqual([16]);
    expect(files.get('mac/liveTemplate@2x.png')?.sizes).toEqual([32]);
    expect(files.get('overlay/critical-3.png')?.sizes).toEqual([16]);
    expect(files.get('app/icon.png')?.sizes).toEqual([1024]);
    expect(files.get('app/icon.ico')?.sizes).toContain(256);
  });

  it('for macOS are one colour where they are templates, whose colour the bar decides', () => {
    for (const [path, { svg }] of files) {
      const colours = new Set(
        [...(svg.split('</defs>')[1] ?? '').matchAll(/#[0-9a-f]{3,6}\b/g)].map(([colour]) => colour),
      );
      if (path.includes('Template')) expect([...colours], path).toEqual(['#000']);
    }
  });

  it('are no two alike', () => {
    for (const theme of ['dark', 'light']) {
      const pictures = [...files.values()].filter(
        ({ path }) => path.startsWith(`linux/${theme}`) && !path.includes('@2x'),
      );
      expect(new Set(pictures.map(({ svg }) => svg)).size).toBe(pictures.length);
    }
  });
});

it('a page has what a manifest and a home screen ask for', () => {
  expect(planPageIcons().map(({ path, sizes }) => [path, ...sizes])).toEqual([
    ['icon-192.png', 192],
    ['icon-512.png', 512],
    ['icon-maskable-512.png', 512],
    ['apple-touch-icon.png', 180],
  ]);
});
