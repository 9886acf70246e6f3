import { severities } from '../../shared/severity.ts';
import {
  applicationIcon,
  counts,
  manners,
  overlayIcon,
  type Severity,
  type State,
  severityIcon,
  stateIcon,
  states,
  type Theme,
} from './composeIcon.ts';

/** One file: a PNG of one size, or an ICO of several. `path` is relative to the folder of all icons. */
export interface PlannedIcon {
  path: string;
  svg: string;
  sizes: number[];
}

const themes: Theme[] = ['dark', 'light'];
/** What Windows asks for at 100, 125, 150 and 200 %. */
const windowsTraySizes = [16, 20, 24, 32];
const windowsApplicationSizes = [16, 24, 32, 48, 64, 128, 256];
const applicationSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/** Every icon of the desktop app. The tray asks for them by the names that electron/tray/iconFiles.ts makes. */
export function planIcons(): PlannedIcon[] {
  return [...linuxTray(), ...windowsTray(), ...macTray(), ...overlays(), ...application()];
}

/** What a browser's manifest names; kept in the repository, because the page is built without drawing. */
export function planPageIcons(): PlannedIcon[] {
  const plain = applicationIcon({ margin: 0.03, corner: 0.22, eye: 0.8 });
  // The system cuts a shape of its own out of these; what matters stays within the middle 80 %.
  const wholeGround = applicationIcon({ margin: 0, corner: 0, eye: 0.66 });
  return [
    { path: 'icon-192.png', svg: plain, sizes: [192] },
    { path: 'icon-512.png', svg: plain, sizes: [512] },
    { path: 'icon-maskable-512.png', svg: wholeGround, sizes: [512] },
    { path: 'apple-touch-icon.png', svg: wholeGround, sizes: [180] },
  ];
}

/** Panels here show no text beside an icon, so the number is in it. */
function* trayIcons(theme: Theme): Generator<{ name: string; svg: string }> {
  for (const state of states) yield { name: state, svg: stateIcon(state, theme) };
  for (const severity of severities)
    for (const manner of manners)
      for (const count of counts)
        yield { name: `${named(severity, manner)}-${count}`, svg: severityIcon(severity, manner, count, theme) };
}

function linuxTray(): PlannedIcon[] {
  return themes.flatMap((theme) =>
    [...trayIcons(theme)].flatMap(({ name, svg }) => atTwoScales(`linux/${theme}/${name}`, svg, 22)),
  );
}

function windowsTray(): PlannedIcon[] {
  return themes.flatMap((theme) =>
    [...trayIcons(theme)].map(({ name, svg }) => ({
      path: `windows/${theme}/${name}.ico`,
      svg,
      sizes: windowsTraySizes,
    })),
  );
}

/** macOS draws the number itself, as the title; without a colour to show, an icon is a template. */
function macTray(): PlannedIcon[] {
  const templates = states.flatMap((state) => atTwoScales(`mac/${state}Template`, stateIcon(state, null), 16));
  const coloured = themes.flatMap((theme) =>
    severities.flatMap((severity) =>
      manners.flatMap((manner) =>
        atTwoScales(`mac/${theme}/${named(severity, manner)}`, severityIcon(severity, manner, null, theme), 16),
      ),
    ),
  );
  return [...templates, ...coloured];
}

/** Over the taskbar's button, on a ground of their own. */
function overlays(): PlannedIcon[] {
  const told: State[] = ['late', 'blind'];
  return [
    ...told.flatMap((state) => atTwoScales(`overlay/${state}`, overlayIcon(state), 16)),
    ...severities.flatMap((severity) =>
      counts.flatMap((count) => atTwoScales(`overlay/${severity}-${count}`, overlayIcon({ severity, count }), 16)),
    ),
  ];
}

function application(): PlannedIcon[] {
  const icon = applicationIcon({ margin: 0.03, corner: 0.22, eye: 0.8 });
  const small = applicationIcon({ margin: 0, corner: 0.2, eye: 0.96 });
  return [
    ...applicationSizes.map((size) => ({
      path: `app/${size}x${size}.png`,
      svg: size <= 32 ? small : icon,
      sizes: [size],
    })),
    { path: 'app/icon.png', svg: icon, sizes: [1024] },
    { path: 'app/icon.ico', svg: icon, sizes: windowsApplicationSizes },
    // macOS draws no frame: the free edge is part of its grid.
    { path: 'app/icon-mac.png', svg: applicationIcon({ margin: 0.098, corner: 0.225, eye: 0.66 }), sizes: [1024] },
  ];
}

const named = (severity: Severity, manner: (typeof manners)[number]) =>
  manner === 'now' ? severity : `${severity}-${manner}`;

function atTwoScales(path: string, svg: string, size: number): PlannedIcon[] {
  return [
    { path: `${path}.png`, svg, sizes: [size] },
    { path: `${path}@2x.png`, svg, sizes: [size * 2] },
  ];
}
